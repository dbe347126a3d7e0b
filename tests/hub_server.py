"""A hub on this machine: a server that speaks as much of the protocol of the Hugging Face hub as pulling needs."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from babelpress.models.cards import checksum

OLD, NEW = "a" * 40, "b" * 40
LARGE = (".bin", ".safetensors", ".h5")
"""Files that the hub keeps apart, and of which alone it states the checksum."""


class Hub:
    """Repositories in folders `<root>/<owner>/<name>`.

    Attributes:
        commit: The newest commit of all repositories.
        asked: The name of every file that was sent.
        licences: What the metadata of a repository state.
        sha256: Checksums that are stated instead of the right ones, by the name of the file.
        cut: Bytes after which the connection breaks, for files that are longer; each answer, as long as it is set.
        pause: Seconds after each 64 KiB of a file: a slow network.
        moved: The commit that the metadata name, whichever was asked for.
        xet: The address of the storage host that the headers of large files name.
        storage: The address that requests for large files are sent on to.
        refusal: The status, the code of the error and the text that are answered to every question for metadata.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commit = OLD
        self.asked: list[str] = []
        self.licences: dict[str, str] = {}
        self.sha256: dict[str, str] = {}
        self.cut: int | None = None
        self.pause = 0.0
        self.moved: str | None = None
        self.xet: str | None = None
        self.storage: str | None = None
        self.refusal: tuple[int, str, str] | None = None
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                hub.answer(self, body=False)

            def do_GET(self) -> None:
                hub.answer(self, body=True)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Stop the server."""
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request: BaseHTTPRequestHandler, *, body: bool) -> None:
        """Answer a request: for the metadata of a repository, or for a file."""
        parts = unquote(request.path.partition("?")[0]).strip("/").split("/")
        if self.refusal and parts[0] == "api":
            status, code, text = self.refusal
            self._send(request, text.encode(), body=True, headers={"X-Error-Code": code}, status=status)
        elif self.storage and parts[-1].endswith(LARGE):
            self._send(request, b"", body=False, headers={"Location": self.storage}, status=302)
        elif parts[:2] == ["api", "models"] and len(parts) > 3 and (folder := self.root / parts[2] / parts[3]).is_dir():
            asked = parts[5] if len(parts) > 5 and parts[4] == "revision" else self.commit
            commit = self.moved or (self.commit if self.commit.startswith(asked) else asked)
            self._send(request, json.dumps(self._metadata(folder, commit)).encode(), body=True)
        elif parts[2:3] == ["resolve"] and (path := self.root.joinpath(*parts[:2], *parts[4:])).is_file():
            headers = {"X-Repo-Commit": parts[3], "ETag": f'"{checksum(path)}"'}
            if self.xet and path.name.endswith(LARGE):
                headers |= {"X-Xet-Hash": "a" * 64, "X-Xet-Refresh-Route": f"{self.xet}/token"}
            if body:
                self.asked.append(path.name)
            self._send(request, path.read_bytes(), body=body, headers=headers)
        else:
            self._send(request, b"", body=False, headers={"X-Error-Code": "RepoNotFound"}, status=404)

    def _metadata(self, folder: Path, commit: str) -> dict[str, Any]:
        repo = "/".join(folder.parts[-2:])
        metadata = {"id": repo, "sha": commit, "siblings": [self._sibling(path) for path in folder.iterdir()]}
        return metadata | ({"cardData": {"license": self.licences[repo]}} if repo in self.licences else {})

    def _sibling(self, path: Path) -> dict[str, Any]:
        if not path.is_file():
            return {"rfilename": path.name}
        size = path.stat().st_size
        stated = {"rfilename": path.name, "size": size}
        if path.name.endswith(LARGE) or path.name in self.sha256:
            sha256 = self.sha256.get(path.name) or checksum(path)
            stated["lfs"] = {"size": size, "sha256": sha256, "pointerSize": 134}
        else:
            content = path.read_bytes()
            stated["blobId"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        return stated

    def _send(
        self,
        request: BaseHTTPRequestHandler,
        content: bytes,
        *,
        body: bool,
        headers: dict[str, str] | None = None,
        status: int = 200,
    ) -> None:
        start = 0
        if body and (asked := request.headers.get("Range")):
            start = int(asked.removeprefix("bytes=").split("-")[0])
        request.send_response(206 if start else status)
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        if body:
            end = len(content) if self.cut is None or headers is None else start + self.cut
            for at in range(start, end, 1 << 16):
                request.wfile.write(content[at : min(end, at + (1 << 16))])
                time.sleep(self.pause)


@contextmanager
def hub_of(root: Path) -> Iterator[Hub]:
    """Run a hub with the repositories below `root`."""
    hub = Hub(root)
    try:
        yield hub
    finally:
        hub.close()
