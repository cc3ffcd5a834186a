"""S3, as OSS, COS, OBS and MinIO speak it as well. A file that is put appears whole by itself."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

from sunboard.hosting import (
    HOST_BUSY,
    HOST_FULL,
    HOST_LOGIN,
    HOST_PERMISSION,
    HOST_REFUSED,
    HOST_UNREACHABLE,
    LIBRARY_MISSING,
    FileStands,
    Opening,
    Publisher,
    Refusal,
    is_full,
    of_network,
    trusted,
)

if TYPE_CHECKING:
    from sunboard.engines.s3_bucket import Bucket

_TYPES = mimetypes.MimeTypes()  # Python's own table, not the system's
_LOGIN = frozenset(("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken"))
_FULL = frozenset(("QuotaExceeded", "XMinioStorageFull", "EntityTooLarge", "InsufficientCapacity"))


class S3Host:
    """A folder in a bucket."""

    deletes_first = False

    def __init__(self, engine: ModuleType, bucket: Bucket, folder: str) -> None:
        """Take a bucket; the folder is empty or ends in a slash."""
        self.engine, self.bucket, self.folder = engine, bucket, folder

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        with self._told(path):
            return self.bucket.read(self.folder + path)

    def write(self, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        """Put a file in its place as a whole; the service needs no temporary name."""
        with self._told(path):
            if not over and self.bucket.stands(self.folder + path):
                raise FileStands(path)
            self.bucket.write(self.folder + path, data, _kind_of(path))

    def delete(self, path: str) -> None:
        """Delete a file, if it is there."""
        with self._told(path):
            self.bucket.delete(self.folder + path)

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every file with its size in bytes."""
        with self._told(""):
            for key, size in self.bucket.sizes(self.folder):
                yield key.removeprefix(self.folder), size

    def close(self) -> None:
        """End the connection."""
        self.bucket.close()

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        """Turn what the service refuses into what is told of hosts."""
        try:
            yield
        except self.engine.Denied as denied:
            raise _refusal(denied.code, denied.status, denied.message, path) from None
        except OSError as error:
            raise of_network(error) from None


def _refusal(code: str, status: int, message: str, path: str) -> Refusal:
    said = " ".join(filter(None, (code, message))) or f"HTTP {status}"
    if code == "RequestTimeTooSkewed":
        return Refusal(HOST_UNREACHABLE, said, why="clock")
    if code in ("NoSuchBucket", "InvalidBucketName"):
        return Refusal(HOST_UNREACHABLE, said, why="bucket")
    if code == "PermanentRedirect" or (status == 400 and code == "AuthorizationHeaderMalformed"):
        return Refusal(HOST_UNREACHABLE, said, why="region")
    if code in _LOGIN or status == 401:
        return Refusal(HOST_LOGIN, said)
    if code in _FULL or status == 507 or is_full(said):
        return Refusal(HOST_FULL, said)
    if status == 403:
        return Refusal(HOST_PERMISSION, said, path=path)
    if status in (429, 500, 502, 503, 504) or code in ("SlowDown", "RequestTimeout"):
        return Refusal(HOST_BUSY, said, passing=True)
    return Refusal(HOST_REFUSED, said)


def _kind_of(path: str) -> str:
    """Return the media type by which browsers know a file."""
    kind = _TYPES.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("/json", "/xml")) else kind


def open_s3(opening: Opening) -> S3Host:
    """Prepare a connection."""
    try:
        from sunboard.engines import s3_bucket
    except ImportError:
        raise Refusal(LIBRARY_MISSING, "s3", package="boto3", extra="s3") from None
    target = opening.target
    if target.certificate:
        trusted(opening)  # so that a file that cannot be read is told
    bucket = s3_bucket.Bucket(
        endpoint=target.endpoint or "",
        bucket=target.bucket or "",
        key=target.user or "",
        secret=opening.secret,
        region=target.region or "us-east-1",
        addressing=target.addressing or "path",
        certificate=opening.home / target.certificate if target.certificate else None,
        timeout=opening.timeout,
    )
    folder = (target.folder or "").strip("/")
    return S3Host(s3_bucket, bucket, f"{folder}/" if folder else "")


S3 = Publisher(name="s3", open=open_s3, needs=("endpoint", "bucket", "user"), secret=True)
