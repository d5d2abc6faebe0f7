"""What can go wrong. Every error has a stable UPPER_SNAKE `code` to tell cases apart by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class AsterismError(Exception):
    """Anything that the client could not do."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(f"{message} ({code})")
        self.code = code


class UnreachableError(AsterismError):
    """The server does not answer, or what answers is no Asterism."""

    def __init__(self, message: str, code: str = "UNREACHABLE") -> None:
        super().__init__(message, code)


class RefusedError(AsterismError):
    """The server refuses the request as a whole: not signed in, not allowed, beyond a limit, not there."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what was asked for; `path` is its place in the input."""

    code: str
    message: str
    path: tuple[str, ...]

    def __str__(self) -> str:
        place = f"{'.'.join(self.path)}: " if self.path else ""
        return f"{place}{self.message} ({self.code})"


class ProblemError(AsterismError):
    """What was asked for cannot be done; `problems` holds every reason, `code` is the first one's."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        Exception.__init__(self, "\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
        self.code = self.problems[0].code


class FailedError(AsterismError):
    """What was waited for has failed or was cancelled."""


class WaitTimeoutError(AsterismError, TimeoutError):
    """What was waited for took longer than the wait; it goes on."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "WAIT_TIMEOUT")
