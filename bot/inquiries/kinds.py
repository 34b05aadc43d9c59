"""The kinds of messages and due times of inquiries, in the outbox."""

ANSWER = "inquiries.answer"  # subject: the entry that answers; to everyone who asked
RECEIPT = "inquiries.receipt"  # subject: the inquiry; where it stands, to who asked
NOTICE = "inquiries.notice"  # gathers what is new or due in the inbox, for one director
HANDED_OVER = "inquiries.handed_over"  # subject: the inquiry; to who got it
DUE_SOON = "inquiries.due_soon"  # due: the inquiry is to be answered the next working day
ANSWER_CAME = "inquiries.answer_came"  # due: the inquiry's answer, and then the receipt says so
OFFER = "inquiries.offer"  # subject: a question whose answer got a thumb down; to who asked it
