"""Lists that come in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .errors import RefusedError
from .transport import Json


def nodes(page_after: Callable[[str | None], Json | None]) -> Iterator[Json]:
    """Every node of a connection; `page_after` fetches the page behind a cursor.

    Raises RefusedError where there is none.
    """
    cursor: str | None = None
    while True:
        page = page_after(cursor)
        if page is None:
            raise RefusedError("It is no longer there, or you may not see it.", "NOT_FOUND")
        for edge in page["edges"]:
            yield edge["node"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        cursor = page["pageInfo"]["endCursor"]
