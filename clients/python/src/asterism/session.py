"""What every object of the client shares: one server and one workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .blobs import Array, fetch_array
from .errors import RefusedError
from .transport import Json, Transport


@dataclass(frozen=True)
class Session:
    transport: Transport
    workspace: str
    upload_url: str

    def node(self, document: str, id: str, **variables: Any) -> Json:
        """What `node(id:)` gives. Raises RefusedError where it is nothing that the caller may see."""
        found = self.transport.query(document, id=id, **variables)["node"]
        if not found:
            raise RefusedError(f"There is nothing with the id {id} that you may see.", "NOT_FOUND")
        return dict(found)

    def experiment(self, document: str, id: str, **variables: Any) -> Json:
        """What `experiment(id:)` gives. Raises RefusedError where there is none that the caller may see."""
        found = self.transport.query(document, id=id, **variables)["experiment"]
        if not found:
            raise RefusedError(f"There is no experiment with the id {id} that you may see.", "NOT_FOUND")
        return dict(found)

    def array(self, blob: Json) -> Array:
        """The numbers of a blob. Raises RefusedError, UnreachableError."""
        return fetch_array(self.transport, blob)
