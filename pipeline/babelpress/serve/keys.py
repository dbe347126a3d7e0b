"""Keys of the service: made on the command line, kept as digests, asked for once a key exists."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from babelpress.errors import ConfigError
from babelpress.serve.database import Connection, Database
from babelpress.serve.refusal import QuotaExceeded

_COLUMNS = "id, name, prefix, created, revoked, characters, requests, minute, jobs"

_PREFIX = 8
"""Characters of a key that are kept, to tell keys apart."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is listed.

    Attributes:
        id: Its number.
        name: For whom it is.
        prefix: Its first characters.
        created: When it was made: UTC, ISO 8601.
        revoked: When it was ended; None for one that is valid.
        characters: How many characters it may translate in a day (UTC); 0: any number.
        requests: How many requests it may make in a minute; 0: as many as the service allows.
        minute: How many characters it may translate in a minute, jobs apart; 0: any number.
        jobs: How many jobs of it may wait or run; 0: as many as the service allows.
    """

    id: int
    name: str
    prefix: str
    created: str
    revoked: str | None
    characters: int
    requests: int = 0
    minute: int = 0
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a key has asked for in a day: characters, requests that translated, and jobs."""

    characters: int = 0
    requests: int = 0
    jobs: int = 0


class Keys:
    """The keys in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, *, characters: int = 0, requests: int = 0, minute: int = 0, jobs: int = 0) -> str:
        """Make a key and return it; only its digest is kept. Raises `ConfigError` if there is one of that name.

        The limits are those of `Key`.
        """
        key = secrets.token_urlsafe(32)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        new = self._database.run(
            "INSERT INTO key (name, prefix, digest, created, characters, requests, minute, jobs) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
            [name, key[:_PREFIX], _digest(key), now, characters, requests, minute, jobs],
        )
        if not new:
            raise ConfigError(f"there is a key called '{name}'; choose another name")
        return key

    def all(self) -> list[Key]:
        """Return all keys, the oldest first."""
        return [Key(*row) for row in self._database.rows(f"SELECT {_COLUMNS} FROM key ORDER BY id")]

    def revoke(self, name: str) -> None:
        """End a key. Raises `ConfigError` if there is none of that name."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if not self._database.run("UPDATE key SET revoked = ? WHERE name = ? AND revoked IS NULL", [now, name]):
            raise ConfigError(f"there is no key called '{name}'; see: babelpress keys list")

    def are_needed(self) -> bool:
        """Whether requests need a key: one was ever made."""
        return bool(self._database.rows("SELECT 1 FROM key LIMIT 1"))

    def find(self, key: str) -> Key | None:
        """Return a key that is valid, by its text; None for any other."""
        asked = _digest(key)
        rows = self._database.rows(f"SELECT {_COLUMNS}, digest FROM key WHERE digest = ?", [asked])
        found = [Key(*row[:-1]) for row in rows if hmac.compare_digest(bytes(row[-1]), asked)]
        return found[0] if found and not found[0].revoked else None

    def used(self, key: Key) -> Usage:
        """Return what a key has used today."""
        rows = self._database.rows(
            "SELECT characters, requests, jobs FROM usage WHERE key = ? AND day = ?", [key.id, _today()]
        )
        return Usage(*rows[0]) if rows else Usage()

    def use(self, key: Key, characters: int) -> None:
        """Count a request and its characters. Raises `QuotaExceeded` if the key has none left for them."""
        with self._database.transaction() as open_:
            count(open_, key, characters)

    def refund(self, key: Key, characters: int) -> None:
        """Take back characters that were counted today."""
        self._database.run(
            "UPDATE usage SET characters = CASE WHEN characters > ? THEN characters - ? ELSE 0 END "
            "WHERE key = ? AND day = ?",
            [characters, characters, key.id, _today()],
        )


def count(open_: Connection, key: Key, characters: int, *, jobs: int = 0) -> None:
    """Count what a key asks for, within a transaction, if it has so much left: one statement looks and counts.

    Raises:
        QuotaExceeded: The key has none left for it.
    """
    most = key.characters or _UNLIMITED
    counted = open_.execute(
        "INSERT INTO usage (key, day, characters, requests, jobs) SELECT ?, ?, ?, 1, ? WHERE ? <= ? "
        "ON CONFLICT (key, day) DO UPDATE SET characters = usage.characters + excluded.characters, "
        "requests = usage.requests + 1, jobs = usage.jobs + excluded.jobs "
        "WHERE usage.characters + excluded.characters <= ?",
        [key.id, _today(), characters, jobs, characters, most, most],
    ).rowcount
    if not counted:
        raise QuotaExceeded(key.characters)


_UNLIMITED = 2**62
"""More characters than anybody has."""


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode(errors="surrogatepass")).digest()
