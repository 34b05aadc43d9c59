"""What rounds want shown, and what of them comes due: the names in the outbox's rows."""

INVITATION = "rounds.invitation"  # to each of those who are asked; later that it is over
STATUS = "rounds.status"  # where it stands, to who made it
APPROVAL = "rounds.approval"  # the question for a yes
NOTICE = "rounds.notice"  # that it came back to who made it, or couldn't be opened
REMINDER = "rounds.reminder"  # occasion: which one
EXTENDED = "rounds.extended"  # that there is more time; occasion: the new end
OUTCOME = "rounds.outcome"  # what those who were asked get back
OUTCOME_STATUS = "rounds.outcome_status"  # where that stands, to who asked for a yes to it
OUTCOME_APPROVAL = "rounds.outcome_approval"  # the question for a yes to it
OUTCOME_NOTICE = "rounds.outcome_notice"  # that it came back to who wrote it

OPEN = "rounds.open"  # its time has come
UNAPPROVED = "rounds.unapproved"  # its time has come, and nobody has approved it
APPROVER_SLOW = "rounds.approver_slow"
OUTCOME_APPROVER_SLOW = "rounds.outcome_approver_slow"
REMIND_HALFWAY = "rounds.remind_halfway"
REMIND_LAST = "rounds.remind_last"
CLOSE = "rounds.close"
FORGET_KEY = "rounds.forget_key"  # it is counted, and its key isn't needed any more
