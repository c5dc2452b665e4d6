"""The files of an export: one file, a folder, a zip or a tar, opened one at a time and never unpacked to disk."""

from __future__ import annotations

import contextlib
import hashlib
import lzma
import os
import re
import tarfile
import zipfile
import zlib
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final, Literal, NoReturn, Self

from presence_audit.errors import EvidenceError
from presence_audit.model.observation import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

# An archive of a busy account has tens of thousands of pictures beside the few files that are read.
_MOST_FILES: Final = 2_000_000
_CHUNK: Final = 1 << 20
_HEAD: Final = 64 * 1024
# What cannot hold posts: a folder of an archive is mostly pictures.
_MEDIA: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|heic|mp4|mov|m4a|mp3|aac|srt|vtt|svg|ico|css|js\.map)$", re.IGNORECASE
)
# What reading an archive raises when its bytes are not what its index says.
_DAMAGED: Final = (
    OSError, EOFError, NotImplementedError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError
)  # fmt: skip
# Text shrinks to a tenth, or to a hundredth where it repeats itself; what shrinks more was made to fill a disk.
_MOST_SHRUNK: Final = 200
_HARMLESS: Final = 64 * 1024 * 1024
# What every site packs with. The others unpack a few bytes to gigabytes at once.
_PACKED_WITH: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


class Files:
    """What lies at `path`, by name. Names have forward slashes and are relative to the folder or the archive.

    Use it as a context manager. Raises EvidenceError where the path is missing, or an archive that is encrypted,
    damaged, or made to unpack to far more than it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        self._tar: tarfile.TarFile | None = None
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._opened: dict[str, None] = {}
        # Those of os.path answer where those of Path raise: a folder that may not be entered, a name that is too long.
        if os.path.isdir(path):  # noqa: PTH112
            self._names = self._in_folder()
        elif not os.path.isfile(path):  # noqa: PTH113
            step = "write the path of the export from where profiles.yaml lies"
            raise EvidenceError(f"{path} does not exist, is no file, or may not be opened; {step}.")
        elif self._is_zip():
            self._names = self._in_zip()
        elif self._is_tar():
            self._names = self._in_tar()
        else:
            self._names = (path.name,)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for archive in (self._zip, self._tar):
            if archive:
                archive.close()

    def _is_zip(self) -> bool:
        """A zip, but not one of the office formats, which are zips themselves."""
        if not zipfile.is_zipfile(self.path):
            if self.head(self.path.name, len(_ZIP)) == _ZIP:
                raise self.unusable("it is a zip that breaks off", "Download the export again.")
            return False
        try:
            with zipfile.ZipFile(self.path) as opened:
                return "[Content_Types].xml" not in opened.namelist()
        except (OSError, zipfile.BadZipFile, ValueError) as error:
            raise self.unusable(f"it is a damaged zip ({_why(error)})", "Download the export again.") from error

    def _in_folder(self) -> tuple[str, ...]:
        found = []
        for folder, folders, names in os.walk(self.path, onerror=self._refuse):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            seen = [
                Path(folder, name) for name in sorted(names) if not name.startswith(".") and not _MEDIA.search(name)
            ]
            try:  # a pipe or a device would be waited for without end
                found += [path.relative_to(self.path).as_posix() for path in seen if path.is_file()]
            except OSError as error:
                self._refuse(error)
            if len(found) > _MOST_FILES:
                raise self.unusable("it holds too many files", "Name the folder of the export itself.")
        return tuple(found)

    def _refuse(self, error: OSError) -> NoReturn:
        """What lies in a folder that cannot be opened is not known, and so nothing is known to be all there is."""
        name = Path(error.filename or self.path).name
        raise self.unusable(f"its folder {name} cannot be read ({_why(error)})", "Make it readable.") from error

    def _in_zip(self) -> tuple[str, ...]:
        try:
            self._zip = zipfile.ZipFile(self.path)
        except (OSError, zipfile.BadZipFile, ValueError) as error:
            raise self.unusable(f"it is a damaged zip ({_why(error)})", "Download the export again.") from error
        members = [info for info in self._zip.infolist() if not info.is_dir()]
        if any(info.flag_bits & 1 for info in members):
            raise self.unusable("it is encrypted", "Unpack it and name the folder instead.")
        # Of two members with one name the last counts, as for everybody who unpacks it. Old Windows writes "\\".
        self._members = {info.filename.replace("\\", "/"): info for info in members}
        return tuple(self._members)

    def _member(self, name: str) -> zipfile.ZipInfo:
        """One member of a zip. Its size is what is read of it at most, so that a small lie there does no harm."""
        info = self._members[name]
        if info.compress_type not in _PACKED_WITH:
            raise self.unusable("it is packed in a way that no site uses", "Unpack it and name the folder.", name)
        self._bound(info.compress_size, info.file_size, name)
        return info

    def _bound(self, packed: int, unpacked: int, name: str = "") -> None:
        if unpacked > max(_HARMLESS, _MOST_SHRUNK * packed):
            why = f"it is made to unpack to {unpacked // 2**20} MiB"
            raise self.unusable(why, "Unpack it yourself, if you trust it, and name the folder.", name)

    def _tar_mode(self) -> Literal["r:gz", "r:"]:
        """Plain or packed with gzip, as old Mastodon does; nothing else is opened."""
        with self.path.open("rb") as file:
            return "r:gz" if file.read(len(_GZIP)) == _GZIP else "r:"

    def _is_tar(self) -> bool:
        try:
            tarfile.open(self.path, self._tar_mode()).close()
        except _DAMAGED:
            return False
        return True

    def _in_tar(self) -> tuple[str, ...]:
        """Its plain files; a link in it leads nowhere, and a file with holes may be of any size."""
        size, names = self.path.stat().st_size, dict[str, None]()
        try:
            with contextlib.ExitStack() as stack:
                archive = stack.enter_context(tarfile.open(self.path, self._tar_mode()))
                for member in islice(archive, _MOST_FILES):
                    self._bound(size, member.offset_data + member.size)
                    if member.isfile() and not member.issparse():
                        names[member.name] = None
                self._tar = archive
                stack.pop_all()  # from here on __exit__ closes it
            return tuple(names)
        except _DAMAGED as error:
            raise self.unusable(f"it is a damaged tar ({_why(error)})", "Download the export again.") from error

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files that are no pictures, films or sounds."""
        return tuple(name for name in self._names if not _MEDIA.search(name))

    def find(self, pattern: str) -> tuple[str, ...]:
        """The names that end with what the pattern matches, after a slash or from their beginning."""
        wanted = re.compile(rf"(?:^|.*/)(?:{pattern})", re.IGNORECASE)
        return tuple(name for name in self.names if wanted.fullmatch(name))

    def shown(self, name: str = "") -> str:
        """How messages and evidence name a file: never with the folders of this machine."""
        top = self.path.name
        return top if not name or name == top else f"{top}/{name}"

    def unusable(self, why: str, step: str, name: str = "") -> EvidenceError:
        """The error that says which file cannot be used, why, and what to do next; for the caller to raise."""
        return EvidenceError(f"the export {self.shown(name)} cannot be used: {why}. {step}")

    @property
    def opened(self) -> tuple[str, ...]:
        """The names of the files that were read, more than their beginnings, in the order of reading."""
        return tuple(self._opened)

    def open(self, name: str) -> contextlib.AbstractContextManager[IO[bytes]]:
        """Open one file for reading, as a stream."""
        self._opened[name] = None
        return self._stream(name)

    @contextlib.contextmanager
    def _stream(self, name: str) -> Iterator[IO[bytes]]:
        try:
            if self._zip:
                with self._zip.open(self._member(name)) as member:
                    yield member
            elif self._tar:
                content = self._tar.extractfile(name)
                assert content is not None, name  # only plain files have a name here
                with content:
                    yield content
            else:
                with self.location(name).open("rb") as file:
                    yield file
        except _DAMAGED as error:
            raise self.unusable(f"it cannot be read ({_why(error)})", "Download the export again.", name) from error

    def location(self, name: str) -> Path:
        """Where a file lies that is not in an archive."""
        return self.path / PurePosixPath(name) if self.path.is_dir() else self.path

    def head(self, name: str, size: int = _HEAD) -> bytes:
        """The first bytes of a file."""
        with self._stream(name) as file:
            return file.read(size)

    def whole(self, name: str, limit: int = 256 * 1024 * 1024) -> bytes:
        """All bytes of a file of at most `limit` bytes: for formats that cannot be read piece by piece."""
        with self.open(name) as file:
            content = file.read(limit + 1)
        if len(content) > limit:
            raise self.unusable(f"it is larger than {limit // 2**20} MiB", "Export a shorter period.", name)
        return content

    def evidence(self, name: str, at: datetime) -> Evidence:
        """The evidence that a file is: its name and the SHA-256 of its bytes, and up to when it tells."""
        digest = hashlib.sha256()
        with self._stream(name) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return Evidence(f"export:{self.shown(name)}", None, digest.hexdigest(), at)
