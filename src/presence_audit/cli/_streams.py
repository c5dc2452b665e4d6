"""Where words go: data to stdout, talk to stderr, files written whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.errors import OutputError
from presence_audit.reports._text import ascii_only

if TYPE_CHECKING:
    from collections.abc import Mapping


_NO_TERMINAL = 100


def say(message: str) -> None:
    """Tell the person at the desk something: one or more lines on stderr, without control characters."""
    harmless = "".join(c for c in message if c in "\n\t" or c.isprintable())
    if sys.stderr is None:
        return
    # A closed stderr is nobody to talk to; the exit code still says it.
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(harmless + "\n")
        sys.stderr.flush()


def columns() -> int:
    """How wide a line may be: COLUMNS, else the terminal that is there although stdout may be a pipe, else 100."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    for stream in (1, 2, 0):
        with contextlib.suppress(OSError):
            return os.get_terminal_size(stream).columns or _NO_TERMINAL
    return _NO_TERMINAL


def for_terminal(body: bytes, encoding: str) -> bytes:
    """UTF-8 in the encoding of a terminal; what that has no sign for is spelled out in ASCII."""
    if codecs.lookup(encoding).name == "utf-8":
        return body
    text = body.decode()
    told = (char if _fits(char, encoding) else ascii_only(char) for char in text)
    return "".join(told).encode(encoding)


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def write_stdout(body: bytes) -> None:
    """Write a report to stdout. A reader that has seen enough (`| head -1`) is no error.

    Raises OutputError when stdout cannot take it (a full disk).
    """
    if sys.stdout is None:
        raise OutputError("cannot write to standard output: it is closed")
    if sys.stdout.isatty():
        body = for_terminal(body, sys.stdout.encoding)
    try:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _discard_stdout()
    except OSError as error:
        _discard_stdout()
        raise OutputError(f"cannot write to standard output: {error.strerror}") from error


def _discard_stdout() -> None:
    # The interpreter flushes stdout once more at exit, and would complain a second time.
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


def write_file(path: Path, body: bytes) -> None:
    """Write a file atomically: the old one stays whole until the new one is. Raises OutputError."""
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        # /dev/stdout, a named pipe: there is nothing to replace.
        _write_through(path, body)
        return
    temporary: str | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as handle:
            temporary = handle.name
            handle.write(body)
            handle.flush()
            os.fsync(handle.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _write_through(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def write_all(files: Mapping[Path, bytes], stdout: bytes | None, result: bytes) -> None:
    """Write every report. When one cannot be written, keep `result` (the audit as JSON) where it can.

    Raises OutputError, which then says where the audit was kept.
    """
    try:
        for path, body in files.items():
            write_file(path, body)
        if stdout is not None:
            write_stdout(stdout)
    except OutputError as error:
        raise OutputError(f"{error}\n{_keep(result)}") from error


def _keep(result: bytes) -> str:
    try:
        with tempfile.NamedTemporaryFile(prefix="presence-audit-", suffix=".json", delete=False) as handle:
            handle.write(result)
    except OSError as error:
        return f"The audit could not be kept either ({error.strerror}); run it again when there is room."
    return f"The audit is kept in {handle.name}; render it with: presence-audit report {handle.name}"
