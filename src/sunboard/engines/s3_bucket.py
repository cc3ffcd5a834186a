"""The only door to S3: an optional library, so this module is imported where it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.exceptions import HTTPError

from sunboard.engines.causes import causes
from sunboard.lazy import dataclass

_ONE_AT_A_TIME = Lock()  # a session makes clients for one thread after another


@cache
def _session() -> Any:
    """Return what makes clients; it reads the description of the service once."""
    return boto3.session.Session()


@dataclass(frozen=True, slots=True)
class Denied(Exception):
    """What the service refuses, by its own code."""

    code: str
    status: int
    message: str


class Bucket:
    """Files in a bucket. Each method raises Denied, and OSError where no answer comes."""

    def __init__(
        self,
        *,
        endpoint: str,
        bucket: str,
        key: str,
        secret: str,
        region: str,
        addressing: str,
        certificate: Path | None,
        timeout: float,
    ) -> None:
        """Prepare a connection; `addressing` is path or virtual."""
        self.bucket = bucket
        config = Config(
            s3={"addressing_style": addressing},
            connect_timeout=timeout,
            read_timeout=timeout,
            retries={"total_max_attempts": 1},  # ours are told and counted
            # services beside the first do not know the newer checksums
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        with _ONE_AT_A_TIME:
            self.client: Any = _session().client(
                "s3",
                aws_access_key_id=key,
                aws_secret_access_key=secret,
                region_name=region,
                endpoint_url=endpoint,
                verify=str(certificate) if certificate else None,
                config=config,
            )

    def read(self, key: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        try:
            answer = self._ask("get_object", Key=key)
            with _as_system():
                return bytes(answer["Body"].read())
        except Denied as denied:
            if denied.code in ("NoSuchKey", "404"):
                return None
            raise

    def stands(self, key: str) -> bool:
        """Tell whether there is a file."""
        try:
            self._ask("head_object", Key=key)
        except Denied as denied:
            if denied.status == 404:
                return False
            raise
        return True

    def write(self, key: str, data: bytes, kind: str) -> None:
        """Put a file, whole or not at all; `kind` is its media type."""
        self._ask("put_object", Key=key, Body=data, ContentType=kind)

    def delete(self, key: str) -> None:
        """Delete a file, if it is there."""
        self._ask("delete_object", Key=key)

    def sizes(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Yield keys and sizes in bytes of what begins with a prefix."""
        token: dict[str, str] = {}
        while True:
            page = self._ask("list_objects_v2", Prefix=prefix, **token)
            for entry in page.get("Contents", ()):
                yield entry["Key"], int(entry["Size"])
            if not page.get("IsTruncated"):
                return
            token = {"ContinuationToken": page["NextContinuationToken"]}

    def close(self) -> None:
        """End the connection."""
        self.client.close()

    def _ask(self, action: str, **given: Any) -> Any:
        try:
            with _as_system():
                return getattr(self.client, action)(Bucket=self.bucket, **given)
        except ClientError as error:
            told = error.response.get("Error", {})
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            raise Denied(str(told.get("Code", "")), int(status), str(told.get("Message", ""))) from None


@contextmanager
def _as_system() -> Iterator[None]:
    """Raise a connection's breaking as the system does, also where it breaks within what is read."""
    try:
        yield
    except (BotoCoreError, HTTPError) as error:
        raise _of_system(error) from None


def _of_system(error: BotoCoreError | HTTPError) -> OSError:
    """Return what the system said below a library's error."""
    below = [one for one in causes(error) if isinstance(one, OSError) and not isinstance(one, BotoCoreError)]
    if below:
        return below[-1]
    if isinstance(error, ConnectTimeoutError | ReadTimeoutError):
        return TimeoutError(str(error))
    if isinstance(error, EndpointConnectionError):
        return ConnectionRefusedError(str(error))
    if isinstance(error, SSLError):
        return ConnectionAbortedError(str(error))
    return ConnectionResetError(str(error))
