"""What the tests of rounds may ask for."""

from tests.rounds.rounds import keys

__all__ = ["keys"]
