"""Files to the server by tus 1.0.0 (https://tus.io/protocols/resumable-upload); what broke off is taken up again."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from .errors import RefusedError, UnreachableError
from .transport import Transport, refusal

# At four, loopback and a fast network are both full.
PARALLEL = 4
# A piece that is lost is all that is sent again.
CHUNK_BYTES = 16 * 1024 * 1024
TUS = {"tus-resumable": "1.0.0"}
# Offsets that the server has to disagree about before it is given up.
MAX_TAKEN_UP = 5


def send_files(
    transport: Transport,
    paths: Sequence[Path],
    upload_url: str,
    workspace: str,
    on_done: Callable[[], object],
) -> list[str]:
    """The uploads' ids, in the files' order. Raises RefusedError, UnreachableError."""

    def send(path: Path) -> str:
        upload_id = _send_file(transport, path, upload_url, workspace)
        on_done()
        return upload_id

    with ThreadPoolExecutor(PARALLEL) as pool:
        try:
            return list(pool.map(send, paths))
        except BaseException:
            # The first that fails, or Ctrl-C: what has not begun never does.
            pool.shutdown(cancel_futures=True)
            raise


def _send_file(transport: Transport, path: Path, upload_url: str, workspace: str) -> str:
    size = path.stat().st_size
    metadata = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in (("filename", path.name), ("workspace", workspace))
    )
    begun = transport.send("POST", upload_url, headers={**TUS, "upload-length": str(size), "upload-metadata": metadata})
    if begun.status_code != 201:
        raise refusal(begun)
    # The server may name itself by another address than the one that it is reached by.
    address = urlsplit(urljoin(str(begun.request.url), begun.headers["location"])).path
    _send_rest(transport, path, address, size)
    return address.rsplit("/", 1)[-1]


def _send_rest(transport: Transport, path: Path, address: str, size: int) -> None:
    offset = 0
    taken_up = 0
    with path.open("rb") as file:
        while offset < size:
            file.seek(offset)
            piece = file.read(CHUNK_BYTES)
            if not piece:
                raise RefusedError(f"{path.name} became shorter while it was sent.", "FILE_CHANGED")
            headers = {
                **TUS,
                "upload-offset": str(offset),
                "content-type": "application/offset+octet-stream",
            }
            sent = transport.send("PATCH", address, content=piece, headers=headers)
            # 409: a piece arrived whose answer was lost. 423: the connection that broke still holds the upload.
            if sent.status_code in (409, 423) and taken_up < MAX_TAKEN_UP:
                taken_up += 1
                offset = _offset_of(transport, address)
                continue
            if sent.status_code != 204:
                raise refusal(sent)
            offset = int(sent.headers["upload-offset"])


def _offset_of(transport: Transport, address: str) -> int:
    response = transport.send("HEAD", address, headers=TUS)
    if response.status_code != 200:
        raise UnreachableError(f"The upload {address} is no longer there.", "UPLOAD_GONE")
    return int(response.headers["upload-offset"])
