"""A second director says yes to a named version.

A yes is to one revision of one thing: whatever changes it voids the question. Nobody approves what
they wrote themselves or asked for.
"""

from bot.approval.announcing import Approvals, revision_in
from bot.approval.models import Approval
from bot.approval.questions import (
    awaiting,
    open_question,
    possible_approvers,
    question,
    void,
)
from bot.approval.values import (
    COMMENT_LENGTH,
    Asked,
    CommentHoldsCprNumber,
    CommentMissing,
    CommentTooLong,
    FaultyComment,
    NobodyToApprove,
    NotAwaiting,
    OwnWork,
    Work,
)

__all__ = [
    "COMMENT_LENGTH",
    "Approval",
    "Approvals",
    "Asked",
    "CommentHoldsCprNumber",
    "CommentMissing",
    "CommentTooLong",
    "FaultyComment",
    "NobodyToApprove",
    "NotAwaiting",
    "OwnWork",
    "Work",
    "awaiting",
    "open_question",
    "possible_approvers",
    "question",
    "revision_in",
    "void",
]
