"""Input rounds: what many are asked before a meeting, anonymously where it is promised."""
