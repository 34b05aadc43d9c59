"""What saved answers want shown, and what of them comes due."""

REVIEWS = "knowledge.reviews"  # gathers what is to be looked at again, for one director; per day

REVIEW = "knowledge.review"  # due: a saved answer is to be looked at again
