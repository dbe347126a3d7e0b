"""Downloading large files: resumed after any interruption, verified, through proxies, with plain messages.

The download library of the hub starts a killed download anew, and waits minutes for a storage host (Xet) that a
firewall blocks; every file is also at an ordinary address, which this module reads.
"""

import errno
import http.client
import os
import re
import shutil
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import sleep as _pause
from typing import Any
from urllib.parse import urlsplit

from babelpress.errors import ModelUnavailable
from babelpress.models.cards import ModelCard, checksum

ATTEMPTS = 5
"""Attempts in a row that bring nothing, after which a download is given up."""

TIMEOUT = 30.0
"""Seconds to wait for a connection or for the next bytes."""

_CHUNK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT)
OTHER_FOLDER = "name another folder with --models-dir or BABELPRESS_MODELS"
LOGIN = "log in with: hf auth login"
_MEANINGS = {
    401: "it asks for a login",
    403: "it does not give this to everybody",
    404: "it has no such file, or no longer",
    407: "the proxy asks for a name and a password (https_proxy=http://NAME:PASSWORD@HOST:PORT)",
    429: "it was asked too often; try again in some minutes",
}
_TEMPORARY = {408, 425, 429, 500, 502, 503, 504}
_PROXIES = ("https_proxy", "http_proxy", "all_proxy", "no_proxy")
_AUTHORITIES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def download(
    url: str,
    path: Path,
    *,
    size: int | None = None,
    sha256: str | None = None,
    headers: Mapping[str, str] | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Download a file, or what is missing of it.

    What has arrived is kept in `.<name>.part` beside `path`, from where a later call goes on.

    Args:
        url: Address of the file.
        path: Where it is saved; only a complete and verified file is ever there.
        size: Its length in bytes, if known.
        sha256: Its checksum in hexadecimal, if known.
        headers: Headers for the first host; they are not sent on to others.
        progress: Called with the number of bytes that arrived; negative where they have to be fetched again.

    Raises:
        ModelUnavailable: If the file cannot be downloaded or differs from its size or checksum, with the cause.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    if part.is_file():
        progress(part.stat().st_size)
    _check_room(part, size)
    total: int | None
    idle = 0
    path_taken = _Redirects(url)
    while True:
        before = _length(part)
        if size is not None and before == size > 0:
            total = None
            break
        try:
            total = _fetch(url, part, headers=headers or {}, progress=progress, redirects=path_taken)
            break
        except (OSError, http.client.HTTPException) as error:
            idle = 0 if _length(part) > before else idle + 1
            if idle >= ATTEMPTS or not _is_temporary(error):
                cause = _local(error, part) or explained(error, path_taken.last, asked=url)
                raise ModelUnavailable(f"{url} could not be downloaded: {cause}") from error
            _pause(min(2**idle - 1, 8))
    _verify(part, url, size=size if size is not None else total, sha256=sha256, progress=progress)
    part.replace(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of a model: its address, and its size in bytes and sha256 where they are known."""

    name: str
    url: str
    size: int | None = None
    sha256: str | None = None


def download_parts(
    card: ModelCard,
    parts: Iterable[Part],
    folder: Path,
    *,
    headers: Mapping[str, str] | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Download the files of a model that are missing in a folder, or differ from their checksum.

    Raises `ModelUnavailable` with the command that goes on where it stopped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for part in parts:
        path = folder / part.name
        if path.is_file() and part.sha256 in (None, checksum(path)):
            progress(path.stat().st_size)
            continue
        try:
            download(part.url, path, size=part.size, sha256=part.sha256, headers=headers, progress=progress)
        except ModelUnavailable as error:
            asks = card.origin.repo and getattr(error.__cause__, "code", None) in (401, 403)
            login = f"\n  accept the terms of {card.origin.repo} on the hub if it has any; {LOGIN}" if asks else ""
            message = f"{card.id} could not be pulled: {error}{login}\n  to go on where it stopped, run: {card.remedy}"
            raise ModelUnavailable(message) from error


def explained(error: BaseException, url: str, *, asked: str = "") -> str:
    """Return what a network error means and what the user can do, in a line.

    Args:
        error: What was raised.
        url: The address that failed.
        asked: The address that led to it, if it is another one.
    """
    host, first = host_of(url), host_of(asked or url)
    named = host if host == first else f"{host}, to which {first} sends for this file,"
    reason = getattr(error, "reason", None) or error
    if isinstance(error, urllib.error.HTTPError):
        return answered(named, error.code, str(error.reason))
    if "CERTIFICATE_VERIFY_FAILED" in str(reason):
        names = " or ".join(_AUTHORITIES[:2])
        return f"the certificate of {named} is not trusted ({reason}); set {names} to your organization's certificates"
    if isinstance(reason, http.client.HTTPException | ConnectionResetError | BrokenPipeError):
        return f"the connection to {named} breaks again and again ({_plain(reason)}); {_about_proxies()}"
    return f"{named} cannot be reached ({_plain(reason)}); {_about_proxies()}"


def host_of(url: str) -> str:
    """Return the host of an address, with its port if that is given.

    >>> host_of("http://name:password@proxy.example:3128/x")
    'proxy.example:3128'
    """
    return urlsplit(url).netloc.rpartition("@")[2] or url


def answered(host: str, status: int, reason: str) -> str:
    """Return what a host answers instead of a file, and what the user can do, in a line.

    >>> answered("host", 503, "Service Unavailable")
    'host answers 503 Service Unavailable: it has trouble; try again later'
    """
    meaning = _MEANINGS.get(status) or ("it has trouble; try again later" if status >= 500 else "")
    return f"{host} answers {status} {reason}".rstrip() + (f": {meaning}" if meaning else "")


def disk_fault(error: BaseException) -> str:
    """Return how a disk refuses to be written, in a phrase; empty for another error."""
    if not isinstance(error, OSError) or error.errno not in (*_FULL, errno.EROFS, errno.EACCES, errno.EPERM):
        return ""
    return "the disk is full" if error.errno in _FULL else f"it cannot be written ({error.strerror})"


def _local(error: BaseException, part: Path) -> str:
    """What is wrong on this machine; empty for an error of the network."""
    kept = "; the part that has arrived is kept" if _length(part) else ""
    fault = disk_fault(error)
    return fault and f"{part.parent}: {fault}{kept}; make room there, or {OTHER_FOLDER}"


def _about_proxies() -> str:
    found = [f"{name}={os.environ[name]}" for low in _PROXIES for name in (low, low.upper()) if os.environ.get(name)]
    if found:
        hidden = [re.sub(r"//[^/@]*@", "//***@", one) for one in found]
        return f"proxy settings: {', '.join(dict.fromkeys(hidden))}"
    return "if this network needs a proxy, set https_proxy"


def _plain(reason: object) -> str:
    if isinstance(reason, http.client.IncompleteRead):
        return f"{reason.expected} bytes are missing" if reason.expected else "it ends early"
    text = str(reason).strip()
    return re.sub(r"^\[Errno -?\d+\] ", "", text) or type(reason).__name__


def _is_temporary(error: BaseException) -> bool:
    if isinstance(error, urllib.error.HTTPError):
        return error.code in _TEMPORARY
    if isinstance(error, OSError) and error.errno in (*_FULL, errno.EROFS, errno.EACCES, errno.EPERM):
        return False
    return not isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to other addresses and remembers the last: large files are on other hosts than their repository."""

    def __init__(self, url: str) -> None:
        self.last = url

    def redirect_request(self, *given: Any) -> urllib.request.Request | None:
        """Return the request to the address that was answered, the last of `given`."""
        self.last = given[-1]
        return super().redirect_request(*given)


def _fetch(
    url: str, part: Path, *, headers: Mapping[str, str], progress: Callable[[int], None], redirects: _Redirects
) -> int | None:
    """Add the missing bytes; return the length of the whole file as the server states it."""
    start = _length(part)
    request = urllib.request.Request(url, headers={"User-Agent": "babelpress", "Accept-Encoding": "identity"})
    for name, value in headers.items():
        request.add_unredirected_header(name, value)
    if start:
        request.add_header("Range", f"bytes={start}-")
    redirects.last = url
    try:
        answer = _opener(redirects).open(request, timeout=TIMEOUT)
    except urllib.error.HTTPError as error:
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            return start  # complete, or longer than the file: the checks that follow tell
        raise
    with answer:
        if start and answer.status != http.client.PARTIAL_CONTENT:
            progress(-start)  # the server sends the file from its beginning
            part.unlink()
            start = 0
        stated = answer.headers.get("Content-Length")
        total = start + int(stated) if stated and stated.isdigit() else None
        with part.open("ab") as file:
            while chunk := answer.read1(_CHUNK):
                file.write(chunk)
                progress(len(chunk))
    if total is not None and _length(part) < total:
        raise http.client.IncompleteRead(b"", total - _length(part))
    return total


def _verify(part: Path, url: str, *, size: int | None, sha256: str | None, progress: Callable[[int], None]) -> None:
    found = _length(part)
    fault = ""
    if size is not None and found != size:
        fault = f"has {found} bytes, not {size}"
    elif sha256 is not None and (digest := checksum(part)) != sha256:
        fault = f"has the sha256 {digest}, not {sha256}"
    if fault:
        part.unlink(missing_ok=True)
        progress(-found)
        raise ModelUnavailable(f"{url} {fault}: it was altered on the way, or is another version; it was deleted")


def _check_room(part: Path, size: int | None) -> None:
    missing = (size or 0) - _length(part)
    free = shutil.disk_usage(part.parent).free
    if missing > free:
        raise ModelUnavailable(f"{part.parent} has room for {free:,} bytes, but {missing:,} are missing")


def _length(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _opener(redirects: _Redirects) -> urllib.request.OpenerDirector:
    """An opener with the proxies of the environment and trusted certificates."""
    named = next((os.environ[name] for name in _AUTHORITIES if os.environ.get(name)), None)
    if named is None:
        try:
            import certifi
        except ImportError:
            pass
        else:
            named = certifi.where()
    context = ssl.create_default_context(cafile=named)
    return urllib.request.build_opener(redirects, urllib.request.HTTPSHandler(context=context))
