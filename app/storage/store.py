"""Where files lie: a folder of ours, or any S3 service. What lies there: files.py and export_files.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from app.config import Settings, settings
from app.core.errors import UnreachableError
from app.core.outside import refuse_while_writing

EXPORTS: Final = "exports/"
_PATIENCE: Final = timedelta(seconds=10)


def local_folder() -> Path:
    """Return the folder of a store that is one."""
    return _folder(settings())


def the_store() -> LocalStore | S3Store:
    """Return the store of the settings."""
    return _opened(settings())


def _folder(given: Settings) -> Path:
    return given.data_dir / "files"


@lru_cache(maxsize=4)
def _opened(given: Settings) -> LocalStore | S3Store:
    if not given.files_url:
        _folder(given).mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(_folder(given))
    return S3Store(
        given.files_url.removeprefix("s3://").rstrip("/"),
        endpoint=given.s3_endpoint or None,
        region=given.s3_region,
        access_key_id=given.s3_key,
        secret_access_key=given.s3_secret,
        client_options={"allow_http": given.s3_endpoint.startswith("http://"), "timeout": _PATIENCE},
        retry_config={"max_retries": 2, "retry_timeout": _PATIENCE},
    )


@contextmanager
def reaching() -> Iterator[None]:
    """Say UnreachableError for whatever an S3 service may answer but "not found"."""
    refuse_while_writing("file work")
    try:
        yield
    except BaseError as error:
        if not settings().files_url:
            raise
        raise UnreachableError("the file store does not answer") from error
