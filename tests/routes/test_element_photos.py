"""Photos of the form of an element, without scripts."""

from io import BytesIO

from app.extensions import db
from app.models import Element
from tests.forms.filled import element_form, sent_again
from tests.personas import sign_in
from tests.pictures import jpeg

NEW = "/elementen/nieuw"


def picture(number: int = 0):
    return BytesIO(jpeg((64 + number, 48))), f"IMG_{number}.jpg"


def test_photos_come_along_with_the_form_and_an_error_keeps_them(client, anna):
    sign_in(client, anna)
    sent = element_form(place_id="", people_ok="y") | {"photos_new": [picture(1), picture(2)]}
    answer = client.send(NEW, sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    kept = sent_again(answer.text)
    assert len(kept["photos"]) == 2 and kept["people_ok"] == "y"
    kept["place_id"] = element_form()["place_id"]
    kept[f"photos_alt_{kept['photos'][0]}"] = "Houtwal met eiken"
    assert client.post(NEW, data=kept).status_code == 303
    element = db.session.query(Element).one()
    assert [str(photo.id) for photo in element.photos] == kept["photos"]
    assert [photo.alt for photo in element.photos] == ["Houtwal met eiken", ""]


def test_a_photo_button_brings_the_form_back_as_it_was(client, anna):
    sign_in(client, anna)
    sent = element_form(story="Een\nverhaal") | {"photos_new": [picture(1), picture(2)], "foto": "bewaar"}
    answer = client.send(NEW, sent, content_type="multipart/form-data")
    assert answer.status_code == 200 and "autofocus" not in answer.text
    kept = sent_again(answer.text)
    assert kept["story"] == "Een\nverhaal" and kept["shape"] == sent["shape"]
    first, second = kept["photos"]
    turned = client.post(NEW, data=kept | {"foto": f"lager:{first}"})
    assert sent_again(turned.text)["photos"] == [second, first]
    assert db.session.query(Element).count() == 0


def test_the_same_form_with_the_same_files_twice_is_one_element(client, anna):
    """Without scripts the files go up with the form, so a second tap sends them again under other ids."""
    sign_in(client, anna)
    told, picture = element_form(people_ok="y"), jpeg((64, 48))
    for _ in range(2):
        sent = told | {"photos_new": [(BytesIO(picture), "IMG_1.jpg")]}
        assert client.send(NEW, sent, content_type="multipart/form-data").status_code == 303
    element = db.session.query(Element).one()
    assert len(element.photos) == 1


def test_photos_need_the_tick_about_people(client, anna):
    sign_in(client, anna)
    sent = element_form() | {"photos_new": [picture()]}
    answer = client.send(NEW, sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and "Zet hier een vinkje" in answer.text
    assert db.session.query(Element).count() == 0


def test_a_file_that_is_no_photo_is_named_and_the_rest_is_kept(client, anna):
    sign_in(client, anna)
    sent = element_form(people_ok="y") | {"photos_new": [picture(), (BytesIO(b"film"), "vakantie.mov")]}
    answer = client.send(NEW, sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and "vakantie.mov" in answer.text
    kept = sent_again(answer.text)
    assert kept["name"] == "Houtwal De Es" and kept["photos"]
    assert db.session.query(Element).count() == 0


def test_photos_of_a_change_are_those_of_the_form(client, anna):
    sign_in(client, anna)
    sent = element_form(people_ok="y") | {"photos_new": [picture(1), picture(2)]}
    client.send(NEW, sent, content_type="multipart/form-data")
    edit = f"/elementen/{sent['id']}/verbeteren"
    opened = sent_again(client.get(edit).text)
    first, second = opened["photos"]
    removed = sent_again(client.post(edit, data=opened | {"foto": f"weg:{first}"}).text)
    assert removed["photos"] == second
    assert len(db.session.query(Element).one().photos) == 2
    assert client.post(edit, data=removed).status_code == 303
    element = db.session.query(Element).one()
    assert [str(photo.id) for photo in element.photos] == [second]
    assert element.decisions[-1].changes == {"photos": [2, 1]}
