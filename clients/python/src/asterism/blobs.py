"""Numbers in bulk."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt

from .errors import UnreachableError
from .transport import Json, Transport, refusal

Array = npt.NDArray[Any]

# The bytes are little-endian whatever the machine.
DTYPES = {"float32": "<f4", "float64": "<f8", "int32": "<i4", "uint8": "|u1"}


def fetch_array(transport: Transport, blob: Json) -> Array:
    """Of a Blob's url, dtype, shape and sha256; a new, writable array. Raises RefusedError, UnreachableError."""
    response = transport.send("GET", blob["url"])
    if response.status_code >= 400:
        raise refusal(response)
    data = response.content
    if hashlib.sha256(data).hexdigest() != blob["sha256"]:
        raise UnreachableError(f"{blob['url']} arrived broken: its SHA-256 is another.", "BROKEN_BLOB")
    return np.frombuffer(bytearray(data), dtype=DTYPES[blob["dtype"]]).reshape(blob["shape"])
