"""One version of an article: sees what people changed in its file, merges, and writes it whole or not at all.

Needs no model: everything is in the store and on disk. So a decision on a conflict is applied without one too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from babelpress._internal.files import write_atomically
from babelpress.document import VERBATIM, Translation
from babelpress.errors import ItemError, RunStopped, UnreadableInput
from babelpress.sync.changes import paired
from babelpress.sync.documents import Document, Opaque, codec_of, merge_markers
from babelpress.sync.machine import texts_of, units_between
from babelpress.sync.merging import Clash, Merged, Side, Take, Unit, merge
from babelpress.sync.proposals import fits, proposal, told_otherwise
from babelpress.sync.store import Conflict, KnownArticle, KnownFile, KnownVersion, Store, digest

Policy = Literal["hold", "keep", "machine"]
"""What becomes of a version with a human text that may be false now: it stays as it was published last (`hold`), it is
published with the old human text (`keep`), or with the machine's (`machine`)."""

State = Literal["same", "written", "held", "stopped"]

WHOLE = "the file as a whole"


class Refused(ItemError):
    """A version cannot be written; its file stays as it is."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of one version.

    Attributes:
        language: ISO 639-1 code.
        path: Its path below the output.
        state: `same`: the file was not touched; `written`; `held`: it waits for a person; `stopped`: it cannot be read
            or written, see `message`.
        message: What there is to say.
        edited: Number of texts that people changed since the last sync.
        clashes: The conflicts of this version that are open.
        gone: Human texts that left the version with their source.
    """

    language: str
    path: str
    state: State = "same"
    message: str = ""
    edited: int = 0
    clashes: list[Conflict] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Brings versions of one article up to date.

    Attributes:
        store: The state.
        output: The output folder.
        article: The article.
        policy: What becomes of conflicts.
        recreate: Whether a file that was emptied is made again.
        author: Who edits the files.
    """

    store: Store
    output: Path
    article: KnownArticle
    policy: Policy = "hold"
    recreate: bool = False
    author: str = ""

    def settle(self, language: str, path: str, new: KnownVersion | None = None) -> Outcome:
        """Bring a version up to date.

        Args:
            language: ISO 639-1 code of the version.
            path: Its path below the output.
            new: What the machine makes of the newest source; None if that is in the store.

        Returns:
            What became of it.

        Raises:
            RunStopped: The disk refuses.
        """
        outcome = Outcome(language=language, path=path)
        try:
            _Version(self, language, path, outcome, new).run()
        except (Refused, UnreadableInput) as error:
            outcome.state, outcome.message = "stopped", str(error)
        return outcome


class _Version:
    """The settling of one version."""

    def __init__(self, by: Settling, language: str, path: str, outcome: Outcome, new: KnownVersion | None) -> None:
        self._by, self._store = by, by.store
        self._id, self._language, self._path = by.article.id, language, path
        self._outcome = outcome
        own = language == by.article.language
        self._codec = codec_of(by.article.format, language="" if own else language, options=by.article.options)
        self._file = self._store.file(self._id, language)
        self._new = new
        self._place = by.output / (self._file.path if self._file else path)
        self._target = by.output / path
        self._disk: bytes | None = None
        """The file as it was read."""
        self._was_there = False

    def run(self) -> None:
        data = self._data()
        self._finish_interrupted(data)
        base = self._store.version(self._id, self._language)
        latest = self._new or self._store.version(self._id, self._language, "latest") or base
        if latest is None:
            return
        if base is None:
            base = self._adopted(latest, data)
        if data is None:
            self._write(base, latest, None, latest.written)
            return
        self._refuse_unreadable(data)
        if data == base.written:
            self._note([])
            self._write(base, latest, data, latest.written)
            return
        self._merge(base, latest, data)

    # The file

    def _data(self) -> bytes | None:
        """The bytes of the file; those that were seen last where somebody deleted it; None if it is new."""
        _refuse_outside(self._by.output, self._place)
        _refuse_outside(self._by.output, self._target)
        try:
            data = self._disk = self._place.read_bytes()
        except FileNotFoundError:
            if self._file is None:
                return None
            self._outcome.message = "the file was deleted: made again"
            return self._file.content
        except OSError as error:
            raise Refused(f"{self._place}: cannot be read: {error.strerror or error}") from error
        known = self._file
        if not data.strip() and known and known.sha256 != digest(data):
            if not self._by.recreate:
                raise Refused(f"{self._place}: was emptied by hand and stays empty; --recreate makes it again")
            self._outcome.message = "the file was emptied: made again"
            return known.content
        return data

    def _finish_interrupted(self, data: bytes | None) -> None:
        """Note the write of a run that was killed after it."""
        known = self._file
        if known and known.next_sha256 and data is not None and digest(data) == known.next_sha256:
            with self._store.change():
                self._store.publish(self._id, self._language)
                finished = replace(known, sha256=digest(data), next_sha256="", content=data)
                self._store.put_file(self._id, self._language, finished)
                self._store.apply_all(self._id, self._language)
            self._file = self._store.file(self._id, self._language)

    def _refuse_unreadable(self, data: bytes) -> None:
        line = None if self._codec.packed else merge_markers(data)
        if line is not None:
            raise Refused(f"{self._place}: line {line}: has the marks of a git merge; settle it there and sync again")

    def _adopted(self, latest: KnownVersion, data: bytes | None) -> KnownVersion:
        """Take what the machine writes for the base of a file that was there before."""
        if data is not None:
            self._was_there = True
            self._outcome.message = "was there before: what the machine does not write is kept as a human text"
        with self._store.change():
            self._store.put_version(self._id, self._language, "published", latest)
        return latest

    # The merge

    def _merge(self, base: KnownVersion, latest: KnownVersion, data: bytes) -> None:
        try:
            ours = self._codec.read(data, name=str(self._place))
            was = self._side(base)
        except Opaque as reason:
            self._merge_whole(base, latest, data, str(reason))
            return
        same = units_between(base.source, base.source, self._by.article.language)
        if self._file is None or self._file.sha256 != digest(data):
            seen = self._merged(was, ours, was, same, _keeping)
            self._outcome.edited = self._remember(seen.human)
            if self._was_there:
                self._doubt(seen)
        decided = self._decided()
        if self._is_settled(base, latest, data, decided):
            return
        try:
            now = self._side(latest)
        except Opaque as reason:
            self._merge_whole(base, latest, data, str(reason))
            return
        units = units_between(base.source, latest.source, self._by.article.language)
        deciding = _Deciding(self, decided)
        merged = self._merged(was, ours, now, units, deciding)
        new = self._checked(merged)
        if new is None:
            clash = _structure(_shown(data), f"{WHOLE}: its syntax cannot be put together", latest.written)
            deciding(clash)
            merged.clashes.append(clash)
            merged.human.append((clash.human, clash.new_source, ""))
            new = latest.written if deciding.takes(clash) == "machine" else data
        self._conclude(base, latest, data, merged, deciding, new)

    def _doubt(self, seen: Merged) -> None:
        """Report texts of a file that was there before in which the checks find something false: nothing is known of
        the source that they translate.
        """
        languages = self._by.article.language, self._language
        if languages[0] == languages[1]:
            return
        for text, source, machine in seen.human:
            facets = told_otherwise(source, text, *languages) if source else frozenset()
            if facets:
                clash = Clash(
                    kind="edited", facets=facets, old_source="", new_source=source, human=text, machine_old="",
                    machine_new=machine,
                )  # fmt: skip
                with self._store.change():
                    self._outcome.clashes.append(self._store.put_clash(self._id, self._language, clash, merged=""))

    def _merge_whole(self, base: KnownVersion, latest: KnownVersion, data: bytes, reason: str) -> None:
        """Decide on a file that cannot be merged, as a whole."""
        text = _shown(data)
        if self._file is None or self._file.sha256 != digest(data):
            self._outcome.edited = self._remember([(text, WHOLE, "")])
        decided = self._decided()
        if self._is_settled(base, latest, data, decided):
            return
        deciding = _Deciding(self, decided)
        clash = _structure(text, f"{WHOLE}: {reason}", latest.written)
        deciding(clash)
        merged = Merged(document=Document(items=()), clashes=[clash], human=[(text, clash.new_source, "")])
        new = latest.written if deciding.takes(clash) == "machine" else data
        self._conclude(base, latest, data, merged, deciding, new)

    def _is_settled(self, base: KnownVersion, latest: KnownVersion, data: bytes, decided: Sequence[Conflict]) -> bool:
        """Whether nothing is to be merged, as the machine writes what it wrote and nobody decided; if so, note it."""
        if latest.written != base.written or latest.revision != base.revision or decided:
            return False
        self._note(None)
        self._write(base, latest, data, data)
        return True

    def _conclude(
        self,
        base: KnownVersion,
        latest: KnownVersion,
        data: bytes,
        merged: Merged,
        deciding: "_Deciding",
        new: bytes,
    ) -> None:
        """Store what was found, and write the version unless it waits for a person."""
        with self._store.change():
            self._note_clashes(merged, deciding)
            for text, source in merged.gone:
                self._revise(text, source, origin="human")
            waits = self._by.policy == "hold" and any(one.severe and not one.resolved for one in self._outcome.clashes)
            if waits:
                self._store.put_version(self._id, self._language, "latest", latest)
                self._put_file(data, units=len(base.translation.segments))
        self._outcome.gone = [text for text, _ in merged.gone]
        if waits:
            self._follow(data, units=len(base.translation.segments))
            self._outcome.state = "held"
            return
        self._note(merged.human)
        self._write(base, latest, data, new)

    def _merged(
        self, base: Side, ours: Document, theirs: Side, units: Sequence[Unit], decide: "_Deciding | _Keep"
    ) -> Merged:
        return merge(base, ours, theirs, units=units, decide=decide, packed=self._codec.packed)

    def _side(self, version: KnownVersion) -> Side:
        document = self._codec.read(version.written, name=f"{self._path} as the machine writes it")
        return Side(document=document, keys=keys_of(document, version.translation), texts=texts_of(version.translation))

    def _checked(self, merged: Merged) -> bytes | None:
        """Return the bytes of a merged version; None if reading them does not give all texts again."""
        if not merged.mergeable:
            return None
        try:
            new = self._codec.render(merged.document)
            again = self._codec.read(new, name=self._path)
        except (Opaque, ItemError, ValueError, LookupError):
            return None
        return new if again.texts == merged.document.texts else None

    # Decisions

    def _decided(self) -> list[Conflict]:
        found = self._store.conflicts(self._id, self._language, every=True)
        return [one for one in found if one.resolved in ("human", "machine", "merged") and not one.applied]

    def _note_clashes(self, merged: Merged, deciding: "_Deciding") -> None:
        """Store clashes with the decisions that follow from the policy, and close those that no longer apply."""
        current = set()
        open_ = self._store.conflicts(self._id, self._language)
        for clash in merged.clashes:
            source, target = self._by.article.language, self._language
            whole = _with_earlier(clash, open_)
            conflict = self._store.put_clash(
                self._id, target, whole, merged=proposal(whole, source_language=source, target_language=target)
            )
            current.add(conflict.id)
            by = deciding.by.get(clash)
            if by and not conflict.resolved:
                take = deciding.takes(clash)
                self._store.resolve(conflict.id, take, by=by)
                conflict = replace(conflict, resolved=take, by=by)
            if conflict.resolved and deciding.takes(clash) != "human":
                self._revise(clash.human, clash.old_source, origin="human")
                self._revise(clash.machine_new, clash.new_source, origin="machine")
            if not conflict.resolved:
                self._outcome.clashes.append(conflict)
        self._close_conflicts(merged.human, but=current)

    def _close_conflicts(self, human: Sequence[tuple[str, str, str]], *, but: Collection[int] = ()) -> None:
        """Close the open conflicts whose human text is no longer in the version; the others are still open."""
        open_ = self._store.conflicts(self._id, self._language)
        there = {text for text, _, _ in human} - {one.human for one in open_ if one.id in but}
        for one in open_:
            if one.id in but:
                continue
            again = next((text for text, source, _ in human if source and source == one.new_source), "")
            if one.human in there:
                self._outcome.clashes.append(one)
            elif one.severe and again and fits(one.new_source, again, self._by.article.language, self._language):
                self._store.resolve(one.id, "human", by="an edit after the conflict", applied=True)
            else:
                if one.severe and again and not but:
                    self._outcome.clashes.append(self._store.renew(one, self._id, self._language, human=again))
                self._store.resolve(one.id, "superseded", by="a later edit", applied=True)

    def earlier(self, clash: Clash) -> bool:
        """Whether a person edited the human text after this change of the source was reported as a conflict."""
        return any(
            one.old_source == clash.old_source and one.new_source == clash.new_source and one.human != clash.human
            for one in self._store.conflicts(self._id, self._language, every=True)
        ) and fits(clash.new_source, clash.human, self._by.article.language, self._language)

    @property
    def policy(self) -> Policy:
        """The policy of the run."""
        return self._by.policy

    # The store and the disk

    def _remember(self, texts: Sequence[tuple[str, str, str]]) -> int:
        with self._store.change():
            return self._store.put_human(self._id, self._language, texts, author=self._by.author)

    def _revise(self, text: str, source: str, *, origin: str) -> None:
        author = self._by.author if origin == "human" else ""
        self._store.revise(self._id, self._language, source=source, text=text, origin=origin, author=author)

    def _note(self, human: Sequence[tuple[str, str, str]] | None) -> None:
        if human is not None:
            self._remember(human)
        with self._store.change():
            known = {one.id for one in self._outcome.clashes}
            self._close_conflicts(self._store.human(self._id, self._language), but=known)

    def _follow(self, data: bytes, *, units: int) -> None:
        """Put a file that waits where it belongs: its source was renamed, or somebody deleted it."""
        if self._place == self._target and self._disk == data:
            return
        self._replace(data)
        self._place = self._target
        with self._store.change():
            self._put_file(data, units=units)

    def _put_file(self, data: bytes, *, units: int, coming: str = "") -> None:
        self._store.put_file(
            self._id,
            self._language,
            KnownFile(
                path=self._place.relative_to(self._by.output).as_posix(),
                sha256=digest(data),
                next_sha256=coming,
                content=data,
                units=units,
            ),
        )

    def _write(self, base: KnownVersion, latest: KnownVersion, data: bytes | None, new: bytes) -> None:
        """Write a version if its bytes change, and make the latest one the base."""
        units = len(latest.translation.segments)
        human = new != latest.written
        moves = self._place != self._target
        if new != self._disk or moves:
            with self._store.change():
                self._store.put_version(self._id, self._language, "latest", latest)
                if data is not None:
                    self._put_file(data, units=units, coming=digest(new))
                elif self._file is not None:
                    self._store.put_file(self._id, self._language, replace(self._file, next_sha256=digest(new)))
            self._replace(new)
            self._outcome.state = "written"
        with self._store.change():
            if self._outcome.state == "written" or latest is not base:
                self._store.put_version(self._id, self._language, "latest", latest)
            self._store.publish(self._id, self._language)
            file = KnownFile(path=self._path, sha256=digest(new), content=new if human else None, units=units)
            if file != self._file or self._outcome.state == "written":  # what was to come has come
                self._store.put_file(self._id, self._language, file)
            self._store.apply_all(self._id, self._language)

    def _replace(self, new: bytes) -> None:
        """Put the new bytes in place of those that were read. Raises `Refused` if the file was changed meanwhile."""
        moves = self._place != self._target
        try:
            for place in {self._place, self._target}:
                now = place.read_bytes() if place.exists() else None
                if place == self._place and now != self._disk:
                    raise Refused(f"{place}: was changed while it was synchronized; sync again")
                if place != self._place and now not in (None, new):
                    raise Refused(f"{place}: is there already; move it away and sync again")
            self._target.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._target, new)
            if moves and self._disk is not None:
                self._place.unlink(missing_ok=True)
        except OSError as error:
            raise RunStopped(
                f"{self._target}: cannot be written: {error.strerror or error}; files written before it are kept"
            ) from error


class _Keep:
    """Keeps every human text."""

    def __call__(self, clash: Clash) -> tuple[Take, str]:
        return "human", ""


_keeping = _Keep()


class _Deciding:
    """Decides on clashes: by what a person decided, else by the policy. `by` says who decided, where that is known."""

    def __init__(self, version: _Version, decided: Sequence[Conflict]) -> None:
        self._version = version
        self._decided = {(one.new_source, one.human): one for one in decided}
        self._taken: dict[Clash, tuple[Take, str]] = {}
        self.by: dict[Clash, str] = {}

    def __call__(self, clash: Clash) -> tuple[Take, str]:
        if clash not in self._taken:
            self._taken[clash] = self._decide(clash)
        return self._taken[clash]

    def takes(self, clash: Clash) -> Take:
        """Which text was taken."""
        return self._taken[clash][0] if clash in self._taken else "human"

    def _decide(self, clash: Clash) -> tuple[Take, str]:
        one = self._decided.get((clash.new_source, clash.human))
        if one is not None:
            take: Take = "machine" if one.resolved == "machine" else "merged" if one.resolved == "merged" else "human"
            return take, one.merged
        if clash.kind == "same" or not clash.severe:
            return "human", ""
        if clash.kind != "structure" and self._version.earlier(clash):
            self.by[clash] = "an edit after the conflict"
            return "human", ""
        if self._version.policy == "machine":
            self.by[clash] = "--on-conflict machine"
            return "machine", ""
        return "human", ""


def _with_earlier(clash: Clash, open_: Sequence[Conflict]) -> Clash:
    """Return a clash with what the source said before an earlier edit, which nobody has decided on yet.

    The human text is still that of before both: an edit of the wording does not make an edit of a number harmless.
    """
    before = [one for one in open_ if one.human == clash.human and one.new_source == clash.old_source and one.severe]
    if not before or not clash.old_source:
        return clash
    facets = clash.facets | frozenset(before[0].facets)
    return replace(clash, facets=facets, old_source=before[0].old_source)  # type: ignore[arg-type]


def _structure(human: str, reason: str, written: bytes = b"") -> Clash:
    return Clash(
        kind="structure",
        facets=frozenset(),
        old_source="",
        new_source=f"{digest(written)[:16]}" if written else "",
        human=human,
        machine_old=reason,
        machine_new="",
    )


def keys_of(document: Document, translation: Translation) -> tuple[int | None, ...]:
    """Return for each text of a written document the index of the block that it was made from, None for none."""
    blocks = [index for index, block in enumerate(translation.blocks) if block.kind not in VERBATIM]
    if len(blocks) == len(document.items):
        return tuple(blocks)
    found: list[int | None] = [None] * len(document.items)
    for a, b in paired([translation.blocks[index].text for index in blocks], document.texts):
        found[b.start] = blocks[a.start]
    return tuple(found)


def _shown(data: bytes) -> str:
    """A file as a text, for the history."""
    return data.decode("utf-8", "replace") if b"\0" not in data else f"{len(data):,} bytes, {digest(data)}"


def _refuse_outside(output: Path, place: Path) -> None:
    """Raise `Refused` for a file that is not in the output folder, or that a link leads out of it."""
    root = output.resolve()
    if not place.resolve().is_relative_to(root):
        raise Refused(f"{place}: leads out of {output}; nothing is written there")
