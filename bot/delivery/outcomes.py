"""What can become of a call to Teams, when it doesn't succeed."""


class NotDelivered(Exception):  # noqa: N818 - an outcome
    """It surely had no effect, so it may be tried again. retry_after: seconds, when Teams says."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(f"retry after {retry_after} s" if retry_after is not None else "no effect")
        self.retry_after = retry_after


class Refused(Exception):  # noqa: N818 - an outcome
    """It was turned down, and would be again. code: Teams' word for why, when it gave one.

    Status 401 is about the bot itself, whose every message will be refused: Teams doesn't know
    it, or Entra gives it no token (the code is then Entra's).
    """

    def __init__(self, status: int, code: str | None = None) -> None:
        super().__init__(f"{status} {code or ''}".rstrip())
        self.status = status
        self.code = code


class Uncertain(Exception):  # noqa: N818 - an outcome
    """Nobody knows whether it had its effect: the line was cut, or the other side stumbled."""
