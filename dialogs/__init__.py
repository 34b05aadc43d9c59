"""Conversations: what is said in reply to what. A module a feature; none holds a rule or SQL."""
