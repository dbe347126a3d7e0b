"""The table of jobs: who works on what until when, what is done, and what its client was told.

A worker has a job for the time of a lease, which it renews. After a lost one another worker takes the job. So work is
done at least once; results are kept once, because only the holder of the lease may write, in the transaction that
looks at the lease. PostgreSQL or SQLite, the statements are the same.
"""

import json
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, get_args

from babelpress.serve.database import Connection, Database
from babelpress.serve.refusal import Refusal

State = Literal["queued", "running", "succeeded", "failed", "cancelled", "expired"]
"""Where a job is; the last four are ends."""

STATES: tuple[State, ...] = get_args(State)
ENDS: tuple[State, ...] = ("succeeded", "failed", "cancelled", "expired")

LEASE = 60.0
"""Seconds of a lease."""

KEPT = 7 * 24 * 3600.0
"""Seconds for which results are kept after the end of a job; its row stays as long again."""

_LOST = 3
"""Leases that a job may lose, one after the other without any part done between, before it is given up."""

_IDEMPOTENT = 24 * 3600.0
"""Seconds for which an idempotency key stands for a job."""

_WAITING = 1_000
"""Jobs of an account that may wait or run."""

_NAMES = (
    *("id", "account", "kind", "state", "params", "done", "total", "lost", "cancel", "problem", "callback"),
    *("created", "started", "finished", "expires"),
)
_COLUMNS = ", ".join(_NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as it was when it was read; times are seconds since 1970.

    Attributes:
        id: Its name, which nobody can guess.
        account: Whose it is.
        kind: What is done.
        state: Where it is.
        params: What was asked for; see `babelpress.serve.jobs.kinds`.
        done: Sentences that are done.
        total: Sentences in all languages; 0 until it has begun.
        lost: Leases that were lost since the last part was done.
        cancel: Whether it is to end.
        problem: Why it failed.
        callback: Whom to tell of its end.
        created: When it came.
        started: When it was begun.
        finished: When it ended.
        expires: When its results are removed.
    """

    id: str
    account: str
    kind: str
    state: State
    params: Mapping[str, Any]
    done: int
    total: int
    lost: int
    cancel: bool
    problem: str | None
    callback: Mapping[str, str] | None
    created: float
    started: float | None
    finished: float | None
    expires: float | None

    @property
    def targets(self) -> Sequence[str]:
        """The languages of its results, in order."""
        targets: Sequence[str] = self.params["targets"]
        return targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a job has made in one language, without its bytes."""

    language: str
    name: str
    media_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened to a job; `seq` grows from event to event."""

    seq: int
    type: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message to a client: how often it was tried, and how the last try ended (`waiting` before the first)."""

    id: str
    url: str
    secret: str
    body: str
    tries: int
    status: str


class Lost(Exception):
    """The lease is another's: what was made is not wanted any more."""


class Store:
    """Jobs in a database.

    Args:
        database: Where they are.
        lease: Seconds of a lease.
        kept: Seconds for which results are kept.
        clock: The time in seconds since 1970. Of several machines it must agree to within a part of a lease.
    """

    def __init__(
        self,
        database: Database,
        *,
        lease: float = LEASE,
        kept: float = KEPT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.lease = lease
        self._database = database
        self._kept = kept
        self._clock = clock

    # For clients.

    def add(
        self,
        account: str,
        kind: str,
        params: Mapping[str, Any],
        data: bytes,
        *,
        callback: Mapping[str, str] | None = None,
        idempotency: str | None = None,
        count: Callable[[Connection], None] | None = None,
        most: int = 0,
    ) -> tuple[Job, bool]:
        """Enter a job, and return it and whether it is new: one with the same idempotency key is returned as it is.

        Args:
            account: Whose it is.
            kind: What is done.
            params: How.
            data: Its input.
            callback: The `url` to tell of its end, and the `secret` to sign with.
            idempotency: The idempotency key.
            count: Counts a new job, within its transaction.
            most: Jobs of the account that may wait or run; 0: as many as the table allows.

        Raises:
            Refusal: 422 for another request with the key of an earlier one, 429 if too many jobs wait.
        """
        now, id = self._clock(), _name(self._clock())
        asked = json.dumps(params, ensure_ascii=False, sort_keys=True)
        told = json.dumps(callback, sort_keys=True) if callback else None
        digest = sha256("\0".join([kind, asked, told or ""]).encode() + b"\0" + data).hexdigest()
        with self._database.transaction() as open_:
            open_.execute(
                "UPDATE job SET idempotency = NULL WHERE account = ? AND idempotency = ? AND created < ?",
                [account, idempotency, now - _IDEMPOTENT],
            )
            new = open_.execute(
                "INSERT INTO job (id, account, kind, state, params, digest, callback, idempotency, created) "
                "VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?) ON CONFLICT (account, idempotency) DO NOTHING",
                [id, account, kind, asked, digest, told, idempotency, now],
            ).rowcount
            if not new:
                row = open_.execute(
                    f"SELECT digest, {_COLUMNS} FROM job WHERE account = ? AND idempotency = ?", [account, idempotency]
                ).fetchone()
                if row is None or row[0] != digest:
                    raise Refusal(422, "this Idempotency-Key was used for another request")
                return _job(row[1:]), False
            waiting = "SELECT count(*) FROM job WHERE account = ? AND state IN ('queued', 'running')"
            if (open_.execute(waiting, [account]).fetchone() or (0,))[0] > (most or _WAITING):
                raise Refusal(429, "too many jobs wait", {"Retry-After": "60"})
            if count:
                count(open_)
            open_.execute("INSERT INTO job_input VALUES (?, ?)", [id, data])
            self._told(open_, id, "state", {"state": "queued"})
            row = open_.execute(f"SELECT {_COLUMNS} FROM job WHERE id = ?", [id]).fetchone()
        assert row is not None
        return _job(row), True

    def find(self, id: str) -> Job | None:
        """Return a job."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM job WHERE id = ?", [id])
        return _job(rows[0]) if rows else None

    def all(self, account: str, *, state: State | None, before: str, limit: int) -> list[Job]:
        """Return the jobs of an account, the newest first; those that came before the job `before`, if it is one."""
        condition, parameters = "account = ?", [account]
        if state:
            condition, parameters = f"{condition} AND state = ?", [*parameters, state]
        if before:  # names grow with time
            condition, parameters = f"{condition} AND id < ?", [*parameters, before]
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM job WHERE {condition} ORDER BY id DESC LIMIT ?", [*parameters, limit]
        )
        return [_job(row) for row in rows]

    def position(self, job: Job) -> int:
        """Return how many jobs are taken before one that waits."""
        question = "SELECT count(*) FROM job WHERE state = 'queued' AND (created < ? OR (created = ? AND id < ?))"
        return int(self._database.rows(question, [job.created, job.created, job.id])[0][0])

    def counts(self) -> dict[str, int]:
        """Return the number of jobs in each state."""
        rows = self._database.rows("SELECT state, count(*) FROM job GROUP BY state")
        found: dict[str, int] = dict(rows)
        return {state: found.get(state, 0) for state in STATES}

    def cancel(self, id: str) -> None:
        """End a job that waits, and ask the worker of one that runs to end it; one that has ended stays as it is."""
        with self._database.transaction() as open_:
            open_.execute("UPDATE job SET cancel = 1 WHERE id = ? AND state IN ('queued', 'running')", [id])
            row = open_.execute("SELECT 1 FROM job WHERE id = ? AND state = 'queued'", [id]).fetchone()
            if row:
                self._ended(open_, id, "cancelled", None)

    def results(self, id: str) -> list[Result]:
        """Return what a job has made so far, in the order of its languages."""
        rows = self._database.rows(
            "SELECT language, name, media_type, bytes, sha256 FROM job_result WHERE job = ? ORDER BY language", [id]
        )
        return [Result(language=a, name=b, media_type=c, bytes=d, sha256=e) for a, b, c, d, e in rows]

    def result(self, id: str, language: str) -> tuple[Result, bytes] | None:
        """Return what a job has made in a language."""
        rows = self._database.rows(
            "SELECT language, name, media_type, bytes, sha256, data FROM job_result WHERE job = ? AND language = ?",
            [id, language],
        )
        for a, b, c, d, e, data in rows:
            return Result(language=a, name=b, media_type=c, bytes=d, sha256=e), bytes(data)
        return None

    def events(self, id: str, *, after: int) -> list[Event]:
        """Return what has happened to a job after an event. Of its progress only the last step is kept."""
        rows = self._database.rows(
            "SELECT seq, type, data FROM job_event WHERE job = ? AND seq > ? ORDER BY seq", [id, after]
        )
        return [Event(*row) for row in rows]

    def deliveries(self, id: str) -> list[Delivery]:
        """Return the messages about a job."""
        rows = self._database.rows(f"{_DELIVERIES} WHERE job.id = ?", [id])
        return [_delivery(row) for row in rows]

    # For whoever delivers.

    def due(self, *, within: float) -> Delivery | None:
        """Take a message whose time has come; nobody else takes it for some seconds."""
        now = self._clock()
        with self._database.transaction() as open_:
            row = open_.execute(
                "UPDATE delivery SET next = ? WHERE id = (SELECT id FROM delivery WHERE next <= ? ORDER BY next LIMIT 1"
                f"{' FOR UPDATE SKIP LOCKED' if self._database.shared else ''}) RETURNING id",
                [now + within, now],
            ).fetchone()
            found = row and open_.execute(f"{_DELIVERIES} WHERE delivery.id = ?", [row[0]]).fetchone()
        return _delivery(found) if found else None

    def tried(self, id: str, status: str, *, again: float | None) -> None:
        """Keep how a try has ended, and after how many seconds the next one is due; None: no more."""
        self._database.run(
            "UPDATE delivery SET tries = tries + 1, status = ?, next = ? WHERE id = ?",
            [status, None if again is None else self._clock() + again, id],
        )

    # For workers.

    def take(self, owner: str) -> Job | None:
        """Take the oldest job that waits or whose lease was lost; give up one that has lost too many."""
        while True:
            now = self._clock()
            with self._database.transaction() as open_:
                row = open_.execute(
                    "UPDATE job SET lost = CASE WHEN state = 'running' THEN lost + 1 ELSE lost END, state = 'running', "
                    "owner = ?, lease = ?, started = COALESCE(started, ?) WHERE id = (SELECT id FROM job WHERE "
                    "state = 'queued' OR (state = 'running' AND lease < ?) ORDER BY created, id LIMIT 1"
                    f"{' FOR UPDATE SKIP LOCKED' if self._database.shared else ''}) RETURNING {_COLUMNS}",
                    [owner, now + self.lease, now, now],
                ).fetchone()
                if row is None:
                    return None
                job = _job(row)
                if job.cancel:
                    self._ended(open_, job.id, "cancelled", None)
                elif job.lost >= _LOST:
                    self._ended(open_, job.id, "failed", "worker-lost: the service ended each time it was worked on")
                else:
                    self._told(open_, job.id, "state", {"state": "running"})
                    return job

    def renew(self, id: str, owner: str) -> bool:
        """Renew a lease; return False if the job is to be cancelled, or is another's."""
        rows = self._database.rows(
            "UPDATE job SET lease = ? WHERE id = ? AND owner = ? AND state = 'running' RETURNING cancel",
            [self._clock() + self.lease, id, owner],
        )
        return bool(rows) and not rows[0][0]

    def data(self, id: str) -> bytes:
        """Return the input of a job."""
        rows = self._database.rows("SELECT data FROM job_input WHERE job = ?", [id])
        return bytes(rows[0][0]) if rows else b""

    def part(self, id: str, name: str) -> bytes | None:
        """Return a part that was done."""
        rows = self._database.rows("SELECT value FROM job_part WHERE job = ? AND name = ?", [id, name])
        return bytes(rows[0][0]) if rows else None

    def keep_part(self, id: str, owner: str, name: str, value: bytes) -> None:
        """Keep a part. Raises `Lost`."""
        with self._database.transaction() as open_:
            self._held(open_, id, owner, "lost = 0")
            open_.execute("INSERT INTO job_part VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [id, name, value])

    def progress(self, id: str, owner: str, *, done: int, total: int) -> None:
        """Tell how far a job is. Raises `Lost`."""
        with self._database.transaction() as open_:
            self._held(open_, id, owner, "done = ?, total = ?", [done, total])
            open_.execute("DELETE FROM job_event WHERE job = ? AND type = 'progress'", [id])
            self._told(open_, id, "progress", {"done": done, "total": total, "unit": "sentences"})

    def keep_result(self, id: str, owner: str, result: Result, data: bytes) -> None:
        """Keep what was made in a language. Raises `Lost`."""
        with self._database.transaction() as open_:
            self._held(open_, id, owner, "lost = 0")
            new = open_.execute(
                "INSERT INTO job_result VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [id, result.language, result.name, result.media_type, result.bytes, result.sha256, data],
            ).rowcount
            if new:
                self._told(open_, id, "language", {"language": result.language, "bytes": result.bytes})

    def end(self, id: str, owner: str, state: State, problem: str | None = None) -> None:
        """End a job: its results stay, what was needed to make them goes. Raises `Lost`."""
        with self._database.transaction() as open_:
            self._held(open_, id, owner, "lost = 0")
            self._ended(open_, id, state, problem)

    def give_back(self, owner: str) -> None:
        """Let others take the jobs of a worker that ends."""
        with self._database.transaction() as open_:
            rows = open_.execute(
                "UPDATE job SET state = 'queued', owner = NULL, lease = NULL WHERE owner = ? AND state = 'running' "
                "RETURNING id, cancel",
                [owner],
            ).fetchall()
            for id, cancel in rows:
                if cancel:
                    self._ended(open_, id, "cancelled", None)
                else:
                    self._told(open_, id, "state", {"state": "queued"})

    def prune(self) -> None:
        """Remove the results that have expired, and then the jobs."""
        now = self._clock()
        with self._database.transaction() as open_:
            open_.execute("DELETE FROM job WHERE state = 'expired' AND expires < ?", [now - self._kept])
            old = "SELECT id FROM job WHERE state IN ('succeeded', 'failed', 'cancelled') AND expires < ?"
            for [id] in open_.execute(old, [now]).fetchall():
                self._told(open_, id, "state", {"state": "expired"})
                open_.execute("UPDATE job SET state = 'expired', params = ?, callback = NULL WHERE id = ?", ["{}", id])
                open_.execute("DELETE FROM job_result WHERE job = ?", [id])
                open_.execute("DELETE FROM delivery WHERE job = ?", [id])

    # Within a transaction.

    def _held(self, open_: Connection, id: str, owner: str, change: str, parameters: Sequence[Any] = ()) -> None:
        """Change the row of a job that a worker has, and lock it until the end of the transaction. Raises `Lost`."""
        statement = f"UPDATE job SET {change} WHERE id = ? AND owner = ? AND state = 'running'"
        if not open_.execute(statement, [*parameters, id, owner]).rowcount:
            raise Lost(id)

    def _told(self, open_: Connection, id: str, type: str, data: Mapping[str, Any]) -> None:
        """Write an event."""
        row = open_.execute("UPDATE job SET seq = seq + 1 WHERE id = ? RETURNING seq", [id]).fetchone()
        assert row is not None
        open_.execute("INSERT INTO job_event VALUES (?, ?, ?, ?)", [id, row[0], type, json.dumps(data)])

    def _ended(self, open_: Connection, id: str, state: State, problem: str | None) -> None:
        now = self._clock()
        row = open_.execute(
            "UPDATE job SET state = ?, problem = ?, finished = ?, expires = ?, owner = NULL, lease = NULL WHERE id = ? "
            "RETURNING callback",
            [state, problem, now, now + self._kept, id],
        ).fetchone()
        open_.execute("DELETE FROM job_input WHERE job = ?", [id])
        open_.execute("DELETE FROM job_part WHERE job = ?", [id])
        told = {"state": state, **({"problem": problem} if problem else {})}
        self._told(open_, id, "state", told)
        if row and row[0]:
            body = json.dumps({"type": f"job.{state}", "timestamp": _written(now), "data": {"id": id, **told}})
            open_.execute(
                "INSERT INTO delivery (id, job, body, next, status) VALUES (?, ?, ?, ?, 'waiting')",
                [f"msg_{secrets.token_hex(16)}", id, body, now],
            )


def result(language: str, data: bytes, *, name: str, media_type: str) -> Result:
    """Return what is known of bytes in a language."""
    return Result(language=language, name=name, media_type=media_type, bytes=len(data), sha256=sha256(data).hexdigest())


def _written(seconds: float) -> str:
    """Return a time as ISO 8601 (UTC) in milliseconds."""
    whole = int(seconds)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + f".{int(1000 * (seconds - whole)):03}Z"


def _name(seconds: float) -> str:
    """Return a UUID of version 7: it begins with the time, and 74 bits of it are random."""
    number = int(1000 * seconds) << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    text = f"{number:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


_DELIVERIES = (
    "SELECT delivery.id, job.callback, delivery.body, delivery.tries, delivery.status "
    "FROM delivery JOIN job ON job.id = delivery.job"
)


def _delivery(row: Sequence[Any]) -> Delivery:
    id, callback, body, tries, status = row
    told = json.loads(callback)
    return Delivery(id=id, url=told["url"], secret=told["secret"], body=body, tries=tries, status=status)


def _job(row: Sequence[Any]) -> Job:
    values = dict(zip(_NAMES, row, strict=True))
    values["params"] = json.loads(values["params"])
    values["callback"] = json.loads(values["callback"]) if values["callback"] else None
    values["cancel"] = bool(values["cancel"])
    return Job(**values)
