"""What is to be done because of decisions: who answers for it, is told of it, and reports."""
