"""What broadcasts want shown, and what of them comes due: the names in the outbox's rows."""

RECEIVED = "broadcasts.received"  # the broadcast itself, to each receiver
TRIAL = "broadcasts.trial"  # the broadcast, to who writes it
STATUS = "broadcasts.status"  # its state and account, to who wrote it
APPROVAL = "broadcasts.approval"  # the question for a yes, then the account
NOTICE = "broadcasts.notice"  # that it came back to who wrote it; occasion: which revision
URGENT = "broadcasts.urgent"  # that it went without approval, to every director
REMINDER = "broadcasts.reminder"  # what still waits for a receipt; occasion: the day

INTRODUCTION = "broadcasts.introduction"  # of the bot, by a director; occasion: the broadcast

BEGUN = "broadcasts.begun"  # it goes now: keep the status card up to date
UNAPPROVED = "broadcasts.unapproved"  # its time has come, and nobody has approved it
APPROVER_SLOW = "broadcasts.approver_slow"
NEWCOMERS = "broadcasts.newcomers"
REMIND = "broadcasts.remind"
