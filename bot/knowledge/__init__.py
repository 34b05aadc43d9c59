"""Answers by the directorate that were saved, so that they help the next who asks."""
