"""HTTP to one server: GraphQL requests and files, tried again where that is safe."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from .errors import Problem, ProblemError, RefusedError, UnreachableError
from .server import Server

Json = dict[str, Any]

# Seconds before each further attempt: a server that starts again is back within them.
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
# A rate is counted over 10 seconds, so that no honest Retry-After is much longer.
LONGEST_PAUSE = 60.0
NOT_NOW = frozenset({429, 502, 503, 504})


class Transport:
    """One connection pool, safe to use from several threads."""

    def __init__(self, server: Server, sleep: Callable[[float], None] = time.sleep) -> None:
        self.server = server
        self._sleep = sleep
        self._http = httpx.Client(
            base_url=server.origin,
            headers={"authorization": f"Bearer {server.token}"},
            timeout=httpx.Timeout(30.0, read=120.0),
        )

    def close(self) -> None:
        self._http.close()

    def query(self, document: str, **variables: Any) -> Json:
        """The data of one operation.

        A mutation carries an Idempotency-Key, so that it is done once though it may be sent more often. Raises
        RefusedError with the server's code, and UnreachableError.
        """
        headers = {"accept": "application/json"}
        if document.lstrip().startswith("mutation"):
            headers["idempotency-key"] = str(uuid.uuid4())
        response = self.send("POST", self.server.api, json={"query": document, "variables": variables}, headers=headers)
        try:
            body = response.json()
        except ValueError:
            body = None
        if isinstance(body, dict) and body.get("errors"):
            first = body["errors"][0]
            raise RefusedError(first["message"], first.get("extensions", {}).get("code", "UNKNOWN"))
        if not isinstance(body, dict) or not isinstance(body.get("data"), dict):
            raise UnreachableError(
                f"{self.server.api} does not answer as the API does (status {response.status_code}). "
                "Is the address right?",
                "NOT_THE_API",
            )
        return dict(body["data"])

    def mutate(self, document: str, field: str, input: Mapping[str, Any]) -> Json:
        """The payload of a mutation. Raises ProblemError where it names problems."""
        payload: Json = self.query(document, input=dict(input))[field]
        if payload["problems"]:
            raise ProblemError([Problem(p["code"], p["message"], tuple(p["path"] or ())) for p in payload["problems"]])
        return payload

    def send(self, method: str, url: str, **options: Any) -> httpx.Response:
        """The answer, whatever its status. Tried again where the server cannot be reached or asks to wait."""
        for pause in (*PAUSES, None):
            try:
                response = self._http.request(method, url, **options)
            except httpx.TransportError as wrong:
                if pause is None:
                    raise UnreachableError(f"{self.server.origin} cannot be reached: {wrong}") from wrong
                self._sleep(pause)
                continue
            if pause is None or not _is_to_wait(response):
                return response
            self._sleep(_pause_asked(response, pause))
        raise AssertionError("the last attempt returns or raises")


def refusal(response: httpx.Response) -> RefusedError:
    """What an address that is no GraphQL says of why it refuses."""
    try:
        body = response.json()
        return RefusedError(str(body["message"]), str(body["code"]))
    except (ValueError, KeyError, TypeError):
        text = response.text.strip().splitlines()
        said = text[0][:200] if text else f"status {response.status_code}"
        return RefusedError(f"{response.request.url.path}: {said}", f"HTTP_{response.status_code}")


def _is_to_wait(response: httpx.Response) -> bool:
    # 409 with Retry-After: the same mutation, sent before, is being answered.
    return response.status_code in NOT_NOW or (response.status_code == 409 and "retry-after" in response.headers)


def _pause_asked(response: httpx.Response, otherwise: float) -> float:
    try:
        return min(float(response.headers["retry-after"]), LONGEST_PAUSE)
    except (KeyError, ValueError):
        return otherwise
