"""The store takes rebuilt pictures only, in a folder as in S3."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.storage import files, images
from tests import pictures

SENT = pictures.jpeg((640, 480))


@pytest.fixture(scope="module")
def made():
    return images.rebuild(SENT)


def test_what_is_stored_comes_back(store, made, database):
    key = files.put(made.master)
    assert files.put(made.master) == key
    assert files.get(key) == made.master.data
    assert files.exists(key)
    assert [(one.key, one.sha256, one.bytes) for one in files.listed()] == [
        (key, made.master.sha256, len(made.master.data))
    ]
    files.delete(key)
    files.delete(key)
    assert not files.exists(key)
    with pytest.raises(FileNotFoundError):
        files.get(key)


@pytest.mark.P02
@pytest.mark.parametrize("bytes_of", ["sent", "raw", "forged"])
def test_bytes_that_were_not_rebuilt_are_refused(bytes_of, store, made, database):
    class Forged:
        data, type, sha256, width, height = SENT, images.MASTER_TYPE, "0" * 64, 640, 480

    offered = {"sent": SENT, "raw": made.master.data, "forged": Forged()}[bytes_of]
    with pytest.raises(TypeError):
        files.put(offered)
    assert list(files.listed()) == []


@pytest.mark.P08
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    name=st.text(max_size=80)
    | st.sampled_from(
        ["../x", "/etc/passwd", "masters/../../x.jpg", "masters/aa/%2e%2e.jpg", "C:\\x", "\u202egpj.x"]
    )
)
def test_no_name_from_outside_becomes_a_key(name, data_dir, database):
    for make in (files.master_key, files.rendition_key):
        with pytest.raises(ValueError, match="SHA-256"):
            make(name)
    for act in (files.get, files.exists, files.delete):
        with pytest.raises(ValueError, match="key"):
            act(name)
