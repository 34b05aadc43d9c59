"""What decisions want shown, and what of them comes due: the names in the outbox's rows."""

PUBLISHED = "decisions.published"  # subject: the publication; to each of those concerned
STATUS = "decisions.status"  # subject: the publication; to who prepared it
APPROVAL = "decisions.approval"  # the question for a yes to a publication
NOTICE = "decisions.notice"  # that it came back to who prepared it
CORRECTED = "decisions.corrected"  # subject: a correction's publication; to those it matters to
REMINDER = "decisions.reminder"  # what waits for a receipt or a report; occasion: the day
OWNED = "decisions.owned"  # subject: a decision that was for others; to who answers for it
WELCOME = "decisions.welcome"  # what holds for somebody who is new

BEGUN = "decisions.begun"  # it is published now
APPROVER_SLOW = "decisions.approver_slow"
REMIND = "decisions.remind"  # those who haven't acknowledged
FOLLOW_UP = "decisions.follow_up"  # subject: a follow-up whose owner is to be reminded
REVIEW = "decisions.review"  # subject: a decision that is to be looked at again


def of_messages(*, corrects: bool) -> str:
    """The kind of the messages in which a publication comes. corrects: as news of what changed."""
    return CORRECTED if corrects else PUBLISHED
