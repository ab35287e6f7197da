"""What tests of files with maps share."""

import pytest

from app.spatial.areas_file import read_rows


@pytest.fixture
def rows_of(tmp_path):
    """Read bytes or a path as the app does."""

    def read(data, hints=()):
        path = tmp_path / "sent"
        path.write_bytes(data if isinstance(data, bytes) else data.read_bytes())
        return list(read_rows(path, hints))

    return read
