"""Who makes a request: the key it has, or the address it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from ipaddress import IPv4Network, IPv6Network, ip_address
from secrets import token_hex

from starlette.requests import Request

from babelpress.serve.keys import Key, Keys
from babelpress.serve.limits import MINUTE, Buckets
from babelpress.serve.refusal import Refusal

Network = IPv4Network | IPv6Network

_FREE = 0.9
"""The part of the characters of a sentence in the cache that is not counted."""

_DAY = 24 * 3600
"""Seconds of a day."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who makes a request: a name by which requests are counted, and the key, if there are keys."""

    name: str
    key: Key | None = None

    @property
    def share(self) -> str:
        """With whom a request shares its turns at the models: others of its key; without keys, with none."""
        return self.name if self.key else f"{self.name} {token_hex(4)}"


class Access:
    """Finds the account of a request, and counts its requests.

    Args:
        keys: The keys; as long as there are none, every request is allowed.
        requests: How many requests an account may make in a minute, unless its key says so; 0: any number.
        proxies: Networks of proxies whose `X-Forwarded-*` headers are believed.
        buckets: What accounts may still use.
    """

    def __init__(
        self, keys: Keys, requests: int = 0, proxies: Sequence[Network] = (), *, buckets: Buckets | None = None
    ) -> None:
        self.keys = keys
        self._requests = requests
        self._proxies = proxies
        self._buckets = buckets or Buckets()

    def account(self, request: Request, key: str = "") -> Account:
        """Return the account of a request: its key's, or its address.

        Args:
            request: The request.
            key: The key in its body or address, if it has one there; else that of the `Authorization` header.

        Raises:
            Refusal: 403 for a wrong key and for none where one is needed, 429 for too many requests.
        """
        account = Account(self.address(request))
        given = key or _bearer(request)
        if found := self.keys.find(given) if given else None:
            account = Account(f"key {found.id}", found)
        elif self.keys.are_needed():
            wanted = "Please contact the server operator to get an API key"
            raise Refusal(403, "Invalid API key" if given else wanted)
        request.state.rates = partial(self.headers, account)
        self._take(account, "requests", 1)
        return account

    def use(self, account: Account, characters: int) -> None:
        """Count characters that are translated for an account. Raises `Refusal` (429), `QuotaExceeded`."""
        self._take(account, "characters", characters)
        if account.key:
            self.keys.use(account.key, characters)

    def refund(self, account: Account, characters: int, recalled: float) -> None:
        """Give back nine tenths of what is in the cache: of `characters` the part `recalled`, 0 to 1."""
        back = int(characters * recalled * _FREE)
        if back and (most := self._limits(account).get("characters")):
            self._buckets.give_back(f"characters {account.name}", most, back)
        if back and account.key:
            self.keys.refund(account.key, back)

    def headers(self, account: Account) -> dict[str, str]:
        """Return the headers that tell an account what it may still use (draft-ietf-httpapi-ratelimit-headers)."""
        policies, left = [], []
        for name, most in self._limits(account).items():
            unit = "" if name == "requests" else f';qu="{name}"'
            there, seconds = self._buckets.left(f"{name} {account.name}", most)
            policies.append(f'"{name}";q={most};w={MINUTE}{unit}')
            left.append(f'"{name}";r={there};t={seconds}')
        if account.key and (most := account.key.characters):
            now = datetime.now(UTC)
            policies.append(f'"day";q={most};w={_DAY};qu="characters"')
            there = max(0, most - self.keys.used(account.key).characters)
            left.append(f'"day";r={there};t={_DAY - (now.hour * 60 + now.minute) * 60 - now.second}')
        return {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(left)} if policies else {}

    def _limits(self, account: Account) -> dict[str, int]:
        """Return what an account may use in a minute, by the name of the unit."""
        key = account.key
        found = {"requests": (key.requests if key else 0) or self._requests, "characters": key.minute if key else 0}
        return {name: most for name, most in found.items() if most}

    def _take(self, account: Account, name: str, cost: int) -> None:
        most = self._limits(account).get(name)
        if most and (wait := self._buckets.take(f"{name} {account.name}", most, cost)):
            unit = "" if name == "requests" else f" {name}"
            raise Refusal(429, f"{most}{unit} per 1 minute", {"Retry-After": str(wait)})

    def address(self, request: Request) -> str:
        """Return the address of the client: of those that proxies have told, the last that is no proxy itself."""
        hops = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
        address = request.client.host if request.client else ""
        while hops and self._is_proxy(address):
            address = hops.pop()
        return address

    def base(self, request: Request) -> str:
        """Return the address of the service as the client sees it, without a slash at its end."""
        peer = request.client.host if request.client else ""
        trusted = self._is_proxy(peer)
        scheme = request.headers.get("x-forwarded-proto", "") if trusted else ""
        host = request.headers.get("x-forwarded-host", "") if trusted else ""
        scheme = scheme if scheme in ("http", "https") else request.url.scheme
        return f"{scheme}://{host or request.url.netloc}{request.scope.get('babelpress.prefix', '')}"

    def _is_proxy(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._proxies)


def _bearer(request: Request) -> str:
    """Return the key of an `Authorization` header."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() in ("bearer", "deepl-auth-key") else ""
