"""That the receipts for a broadcast were deleted, and how many they were."""

from bot.delivery.receipts_forgotten import ReceiptsForgotten

_FORGOTTEN = ReceiptsForgotten("broadcasts.forget_receipts")

ACT, note = _FORGOTTEN.act, _FORGOTTEN.note
number_forgotten, are_forgotten = _FORGOTTEN.number, _FORGOTTEN.are_deleted
