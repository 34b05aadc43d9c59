"""What managers send to the directorate, and what comes back: questions, proposals, replies."""
