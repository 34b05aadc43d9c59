"""Everything that is true without a conversation: the rules, the rows and the door."""
