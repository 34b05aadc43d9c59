"""What managers ask, and how it goes with the answers: figures in which nobody can be found."""
