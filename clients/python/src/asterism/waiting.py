"""Waiting for the server, in sight."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm

from .errors import WaitTimeoutError
from .transport import Json

# Quick work is seen at once; of long work a look every two seconds is enough: 5 of the 1,000 operations of a rate.
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 2.0
LIVE = frozenset({"QUEUED", "RUNNING"})


class Watch:
    """A progress bar over a share from 0 to 1, and the pauses between two looks at it."""

    def __init__(self, bar: tqdm[Any], timeout: float | None, what: str) -> None:
        self._bar = bar
        self._until = None if timeout is None else time.monotonic() + timeout
        self._pause = FIRST_PAUSE
        self._what = what

    def show(self, share: float, words: str) -> None:
        self._bar.set_postfix_str(words, refresh=False)
        self._bar.n = round(100 * share)
        self._bar.refresh()

    def pause(self) -> None:
        """Raises WaitTimeoutError where the time is up."""
        left = self._pause if self._until is None else min(self._pause, self._until - time.monotonic())
        if left <= 0:
            raise WaitTimeoutError(f"{self._what} is not done yet; it goes on. Wait again, or cancel it.")
        time.sleep(left)
        self._pause = min(self._pause * 1.3, LONGEST_PAUSE)


@contextmanager
def watching(what: str, *, progress: bool, timeout: float | None) -> Iterator[Watch]:
    """Ctrl-C (or a notebook's stop button) ends the wait as KeyboardInterrupt, and not what is waited for."""
    layout = "{desc}: {percentage:3.0f} %|{bar}| {elapsed}{postfix}"
    with tqdm(total=100, desc=what, disable=not progress, bar_format=layout, leave=True) as bar:
        yield Watch(bar, timeout, what)


def step_in_words(progress: Json) -> str:
    """Of an experiment's progress: its stage and epoch."""
    if not progress["stage"]:
        return "waiting"
    stage = str(progress["stage"]).lower()
    return f"{stage} epoch {progress['epoch']} of {progress['epochs']}" if progress["epoch"] else stage
