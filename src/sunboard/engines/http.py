"""The only door to HTTP."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Generator, Mapping

import httpx

from sunboard.engines.causes import causes
from sunboard.lazy import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def said(self) -> str:
        """Return its status as people report it."""
        return f"HTTP {self.status}"


@dataclass(frozen=True, slots=True)
class Look:
    """An answer, and how it came."""

    answer: Answer
    seconds: float  # until the first byte
    ends: str  # when the server's certificate ends, as it says it; empty without one


class Client:
    """One connection to a server, which follows no redirect. It says who it is when it is asked."""

    def __init__(self, trust: ssl.SSLContext, timeout: float, user: str = "", secret: str = "") -> None:
        """Prepare a connection; `timeout` are the seconds in which a server must say something."""
        auth = _WhenAsked(user, secret) if user else None
        self._client = httpx.Client(verify=trust, timeout=timeout, auth=auth, follow_redirects=False)

    def ask(
        self, method: str, address: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask for something; raises OSError where no answer comes."""
        try:
            found = self._client.request(method, address, content=body or None, headers=dict(headers or {}))
        except httpx.HTTPError as error:
            raise _of_system(error) from None
        return Answer(found.status_code, {**found.headers}, found.content)

    def look(self, address: str, clock: Callable[[], float]) -> Look:
        """Fetch something and measure; `clock` counts seconds. Raises OSError where no answer comes."""
        began = clock()
        try:
            with self._client.stream("GET", address) as found:
                seconds = clock() - began
                stream = found.extensions.get("network_stream")
                secured = stream.get_extra_info("ssl_object") if stream else None
                ends = (secured.getpeercert() or {}).get("notAfter", "") if secured else ""
                body = found.read()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _of_system(error) from None
        return Look(Answer(found.status_code, {**found.headers}, body), seconds, str(ends))

    def close(self) -> None:
        """End the connection."""
        self._client.close()


class _WhenAsked(httpx.Auth):
    """Says who it is when a server asks, in the way that it asks for: digest, or else basic."""

    def __init__(self, user: str, secret: str) -> None:
        self._user, self._secret = user, secret
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request, once more where it was refused for want of a name."""
        request.headers.encoding = "utf-8"  # names of users are of all letters
        if self._way is not None:
            yield from self._way.auth_flow(request)
            return
        response = yield request
        if response.status_code != 401:
            return
        if response.headers.get("www-authenticate", "").lower().startswith("digest"):
            self._way = httpx.DigestAuth(self._user, self._secret)
            flow = self._way.auth_flow(request)
            next(flow)
            yield flow.send(response)
        else:
            self._way = httpx.BasicAuth(self._user, self._secret)
            yield from self._way.auth_flow(request)


def _of_system(error: httpx.HTTPError | httpx.InvalidURL) -> OSError:
    """Return what the system said below a library's error."""
    below = [one for one in causes(error) if isinstance(one, OSError)]
    if below:
        return below[-1]
    if isinstance(error, httpx.TimeoutException):
        return TimeoutError(str(error) or "timed out")
    return ConnectionResetError(str(error) or type(error).__name__)
