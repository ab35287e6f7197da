import uuid

from app.core.ids import digest, is_random, new_id, secret_token


def test_ids_are_random_and_tell_no_time():
    assert is_random(new_id())
    assert not is_random(uuid.uuid1())
    assert not is_random(uuid.UUID(int=0))


def test_a_secret_is_long_and_kept_as_a_hash():
    one, other = secret_token(), secret_token()
    assert one != other
    assert len(one) >= 43
    assert digest(one) != one
    assert len(digest(one)) == 64
