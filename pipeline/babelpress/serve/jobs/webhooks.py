"""Tells clients of the end of their jobs, after Standard Webhooks: signed, again and again until it is heard.

A callback is a way to make the service ask machines that its client cannot reach. So only hosts that the operator has
named are called, at addresses that anybody can reach or that are named too; the address that was looked at is the one
that is called, and no redirect is followed.
"""

import hashlib
import hmac
import http.client
import socket
import ssl
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from babelpress._version import __version__
from babelpress.errors import OutputUnavailable
from babelpress.serve.jobs.store import Delivery, Store
from babelpress.serve.logs import told
from babelpress.serve.refusal import Refusal

RETRIES = (5.0, 60.0, 600.0, 3600.0, 6 * 3600.0)
"""Seconds between a try that failed and the next."""

_SECONDS = 10.0
"""Seconds within which a call is answered."""

_ANSWER = 64 * 1024
"""Bytes of an answer that are read."""

_POLL = 1.0
"""Seconds between two looks for what is due."""

_NAT64 = IPv6Network("64:ff9b::/96")

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Which callbacks are allowed.

    Attributes:
        hosts: The hosts that may be called, in lower case; `*` is any. None at all: no callbacks.
        networks: Networks whose addresses may be called although they are not public, also without TLS.
    """

    hosts: Sequence[str] = ()
    networks: Sequence[IPv4Network | IPv6Network] = ()

    def refuse(self, url: str) -> None:
        """Raise `Refusal` for an address that may not be called, as far as can be seen without looking it up."""
        self._split(url)

    def resolved(self, url: str) -> tuple[SplitResult, str, int]:
        """Return the parts of an address with the IP address and the port to connect to.

        Raises:
            Refusal: It may not be called.
            OSError: The host is not known.
        """
        parts = self._split(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
        for address in addresses:
            if not (self._is_named(address) or (parts.scheme == "https" and is_public(address))):
                raise Refusal(400, "the callback is at an address that may not be called; see --webhook-network")
        return parts, str(addresses[0]), port

    def _split(self, url: str) -> SplitResult:
        if not self.hosts:
            raise Refusal(400, "this service calls nobody; its operator names the hosts: --webhook-host")
        try:
            parts = urlsplit(url)
            host, _ = (parts.hostname or "").lower(), parts.port
        except ValueError as error:
            raise Refusal(400, "the callback is no address") from error
        if parts.scheme not in ("https", "http") or not host or not url.isascii() or not url.isprintable():
            raise Refusal(400, "the callback is no address of https")
        if parts.username is not None or parts.password is not None or "\\" in url or " " in url:
            raise Refusal(400, "the callback has what no address of a callback has: a name, a backslash, a space")
        if parts.scheme == "http" and not self.networks:
            raise Refusal(400, "the callback must be an address of https")
        if "*" not in self.hosts and host not in self.hosts:
            raise Refusal(400, "the host of the callback is none of those that may be called; see --webhook-host")
        return parts

    def _is_named(self, address: Address) -> bool:
        return any(address in network for network in self.networks)


def is_public(address: Address) -> bool:
    """Return whether anybody can reach an address; one that holds another is as public as that."""
    inner: Address | None = None
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def signed(id: str, timestamp: int, body: bytes, secret: str) -> str:
    """Return the signature of a message (`webhook-signature`)."""
    key = b64decode(secret.removeprefix("whsec_"))
    message = f"{id}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()


class Messenger:
    """A thread that delivers what is due, over all processes each try once.

    Args:
        store: The table of deliveries.
        hooks: Which callbacks are allowed.
        retries: Seconds between a try that failed and the next.
        seconds: Seconds within which a call is answered.
    """

    def __init__(
        self, store: Store, hooks: Hooks, *, retries: Sequence[float] = RETRIES, seconds: float = _SECONDS
    ) -> None:
        self._store = store
        self._hooks = hooks
        self._retries = retries
        self._seconds = seconds
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin to deliver."""
        threading.Thread(target=self._delivering, name="webhooks", daemon=True).start()

    def stop(self) -> None:
        """End after the call in hand."""
        self._stopping.set()

    def _delivering(self) -> None:
        while not self._stopping.is_set():
            try:
                due = self._store.due(within=3 * self._seconds)
                if due:
                    self._deliver(due)
                    continue
            except OutputUnavailable as error:
                told(error)
            self._stopping.wait(_POLL)

    def _deliver(self, due: Delivery) -> None:
        status = self._called(due)
        done = status.startswith("2")
        again = None if done or due.tries >= len(self._retries) else self._retries[due.tries]
        self._store.tried(due.id, "delivered" if done else status, again=again)

    def _called(self, due: Delivery) -> str:
        """Make one call, and return its status, or what was wrong in a word."""
        body, now = due.body.encode(), int(time.time())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"babelpress/{__version__}",
            "webhook-id": due.id,
            "webhook-timestamp": str(now),
            "webhook-signature": signed(due.id, now, body, due.secret),
        }
        try:
            parts, address, port = self._hooks.resolved(due.url)
            return str(_post(parts, address, port, body, headers, seconds=self._seconds))
        except Refusal:
            return "refused"
        except (OSError, http.client.HTTPException, ValueError):
            return "unreachable"


def _post(parts: SplitResult, address: str, port: int, body: bytes, headers: dict[str, str], *, seconds: float) -> int:
    """Post to an address of a host, and return the status of the answer."""
    until = time.monotonic() + seconds
    connection = http.client.HTTPConnection(parts.hostname or "", port, timeout=seconds)
    connected = socket.create_connection((address, port), timeout=seconds)
    timer = threading.Timer(seconds, connected.shutdown, [socket.SHUT_RDWR])  # for answers of a byte a second
    try:
        timer.start()
        if parts.scheme == "https":
            connected = ssl.create_default_context().wrap_socket(connected, server_hostname=parts.hostname)
        connection.sock = connected
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read(_ANSWER)
        if time.monotonic() > until:
            raise TimeoutError
        return answer.status
    finally:
        timer.cancel()
        connection.close()
        connected.close()
