"""Where files go in a test: an empty data folder, and for `store` also a real S3 service."""

from dataclasses import replace

import pytest

from app.storage import export_files, files
from tests.s3 import s3_service


@pytest.fixture(scope="session")
def s3(tmp_path_factory):
    with s3_service(tmp_path_factory.mktemp("s3")) as given:
        yield given


@pytest.fixture
def data_dir(app, tmp_path):
    """Give this test a data folder of its own."""
    with _with_settings(app, data_dir=tmp_path):
        yield tmp_path


@pytest.fixture(params=["folder", "s3"])
def store(request, app, tmp_path):
    """Run the test on a folder and on S3, each empty."""
    given = request.getfixturevalue("s3") if request.param == "s3" else {}
    with _with_settings(app, data_dir=tmp_path, **given):
        yield request.param
        with app.app_context():
            for found in list(files.listed()):
                files.delete(found.key)
            for ident, ending, _written_at in list(export_files.listed()):
                export_files.delete(ident, ending)


class _with_settings:  # noqa: N801 (reads as a verb)
    def __init__(self, app, **given):
        self.app, self.before = app, app.config["SETTINGS"]
        self.given = given

    def __enter__(self):
        self.app.config["SETTINGS"] = replace(self.before, **self.given)

    def __exit__(self, *_):
        self.app.config["SETTINGS"] = self.before
