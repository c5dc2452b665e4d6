"""Where words go: data to stdout, talk to stderr, files written whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.errors import OutputError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
    # With it come all the formats, which `--help` need not wait for.
    from presence_audit.reports._text import ascii_only

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


def write_file(path: Path, body: bytes) -> bool:
    """Write a file atomically: the old one stays whole until the new one is. Returns whether it is another than before.

    One that holds these bytes already is not touched. Raises OutputError.
    """
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        # /dev/stdout, a named pipe: there is nothing to replace.
        _write_through(path, body)
        return False
    if _holds(target, body):
        return False
    temporary: str | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as handle:
            temporary = handle.name
            handle.write(body)
            handle.flush()
            os.fsync(handle.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
    finally:  # Ctrl-C leaves nothing behind either
        if temporary:
            Path(temporary).unlink(missing_ok=True)
    return True


def _holds(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except OSError:  # it is not there, or may be replaced but not read
        return False


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


def write_all(bodies: Mapping[Path, bytes], result: bytes | None, written: list[Path] | None = None) -> bool:
    """Write every report; "-" is standard output, and comes last. One that cannot be written keeps no other back.

    Returns whether any file is another than before. What was written is added to `written`, also where another was not.

    `result` is the audit as JSON where it is nowhere else: should anything fail, it is kept.

    Raises:
        OutputError: not all were written; the message says which were, which not, and where the audit is.
        StoppedError: Ctrl-C; the message says the same.
    """
    places = sorted(bodies, key=lambda path: str(path) == "-")
    written = [] if written is None else written
    problems: list[str] = []
    is_changed = False
    for path in places:
        try:
            if str(path) == "-":
                write_stdout(bodies[path])
            else:
                is_changed |= write_file(path, bodies[path])
        except OutputError as error:
            problems.append(str(error))
        except KeyboardInterrupt as stop:
            found = kept(result, [path for path in written if bodies[path] == result])
            raise StoppedError("\n".join([f"interrupted; {_told(places, written)}", *found])) from stop
        else:
            written.append(path)
    if problems:
        told = [_told(places, written)] if len(places) > 1 else []
        found = kept(result, [path for path in written if bodies[path] == result])
        raise OutputError("\n".join([*problems, *told, *found]))
    return is_changed


def _told(places: Sequence[Path], written: Sequence[Path]) -> str:
    if not written:
        return "nothing was written"
    missing = [path for path in places if path not in written]
    return f"written: {_names(written)}" + (f"; not written: {_names(missing)}" if missing else "")


def _names(paths: Sequence[Path]) -> str:
    return ", ".join("standard output" if str(path) == "-" else str(path) for path in paths)


def kept(result: bytes | None, copies: Sequence[Path] = ()) -> list[str]:
    """Keep the audit, as JSON, where it can be kept, if not one of `copies` is a file that holds it. Says where it is.

    None is an audit that need not be kept.
    """
    if result is None:
        return []
    there = next((path for path in copies if path.is_file()), None)
    if there is not None:
        return [f"The audit is in {there}; render it with: presence-audit report {there}"]
    try:
        with tempfile.NamedTemporaryFile(prefix="presence-audit-", suffix=".json", delete=False) as handle:
            handle.write(result)
    except OSError as error:
        return [f"The audit could not be kept either ({error.strerror}); run it again when there is room."]
    return [f"The audit is kept in {handle.name}; render it with: presence-audit report {handle.name}"]
