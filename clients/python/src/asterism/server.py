"""Which server to speak to, and the token to show it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .errors import AsterismError


@dataclass(frozen=True)
class Server:
    """`api` is the address of the GraphQL endpoint."""

    api: str
    token: str

    @property
    def origin(self) -> str:
        return origin_of(self.api)


def find_server(url: str | None, token: str | None, environ: Mapping[str, str], folder: Path) -> Server:
    """The server as the command line `asterism` finds it.

    From the arguments, else ASTERISM_URL and ASTERISM_TOKEN, else the run.json of the server of ASTERISM_HOME, else
    what `asterism login` has kept, else the run.json of a server that was started in `folder` or in one above it. A
    token that was found in a file is shown to its own server alone. Raises AsterismError that says how to name one.
    """
    url = url or environ.get("ASTERISM_URL") or None
    token = token or environ.get("ASTERISM_TOKEN") or None
    if url and token:
        return Server(endpoint(url), token)
    for known in _known_servers(environ, folder):
        if url is None or origin_of(endpoint(url)) == known.origin:
            return Server(endpoint(url) if url else known.api, token or known.token)
    if url:
        raise AsterismError(
            f'No token is known for {url}: give it as token=, set ASTERISM_TOKEN, or run "asterism login --url {url}".',
            "TOKEN_MISSING",
        )
    raise AsterismError(
        'No server was found: give connect(url, token), run "asterism login --url ADDRESS", or start one: "npm start".',
        "SERVER_MISSING",
    )


def endpoint(url: str) -> str:
    """Raises AsterismError where it is no address."""
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise AsterismError(f"{url} is no address; it must begin with http:// or https://.", "BAD_URL")
    return url if url.endswith("/graphql") else f"{url.rstrip('/')}/graphql"


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _known_servers(environ: Mapping[str, str], folder: Path) -> Iterator[Server]:
    """The first comes first."""
    home = environ.get("ASTERISM_HOME")
    if home and (folder / home / "run.json").exists():
        yield _read(folder / home / "run.json", "api")
    login = _config_folder(environ) / "asterism" / "login.json"
    if login.exists():
        yield _read(login, "url")
    if not home:
        above = (one / ".asterism" / "run.json" for one in (folder, *folder.parents))
        yield from (_read(path, "api") for path in itertools.islice(filter(Path.exists, above), 1))


def _config_folder(environ: Mapping[str, str]) -> Path:
    # A relative one counts as none (XDG Base Directory Specification).
    named = Path(environ.get("XDG_CONFIG_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".config"


def _read(path: Path, address: str) -> Server:
    try:
        found = json.loads(path.read_text("utf-8"))
        return Server(endpoint(str(found[address])), str(found["token"]))
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise AsterismError(f"{path} cannot be read: {wrong!r}", "BAD_FILE") from wrong
