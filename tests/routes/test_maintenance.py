"""Work, as a browser without scripts walks through it."""

from datetime import date, timedelta
from fractions import Fraction
from io import BytesIO

import pytest

from app.core.clock import today
from app.extensions import db
from app.models import MaintenanceLog, NestCheck, State, Visibility
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.forms.filled import log_form, sent_again
from tests.personas import sign_in
from tests.pictures import jpeg


@pytest.fixture
def houtwal(bram):
    return ElementFactory(
        author=bram, published=True, type_key="wooded_bank", title="Houtwal De Es", length_m=180.0
    )


def new(element) -> str:
    return f"/onderhoud/nieuw?element={element.id}"


def test_from_the_element_to_thanks_to_the_page(client, anna, houtwal):
    sign_in(client, anna)
    assert new(houtwal) in client.get(f"/elementen/{houtwal.id}").text
    page = client.get(new(houtwal)).text
    assert "Houtwal De Es" in page and "60 meter" in page
    sent = log_form()
    answer = client.send(new(houtwal), sent)
    assert (answer.status_code, answer.location) == (303, f"/account/inzendingen?nieuw={sent['id']}")
    assert "Dank je, Anna Voorbeeld" in client.get(answer.location).text
    log = db.session.query(MaintenanceLog).one()
    assert (log.share_num, log.share_den, log.people, log.minutes_each) == (1, 3, 3, 150)
    assert (log.nest_check, log.done_on) == (NestCheck.NONE_SEEN, date(2026, 2, 14))
    shown = client.get(f"/onderhoud/{log.id}").text
    assert "Een derde" in shown and "2,5 uur" in shown and "Takken op een ril gelegd." in shown


def test_the_usual_work_comes_first_in_its_own_order_and_all_else_is_folded(client, anna, houtwal):
    sign_in(client, anna)
    page = client.get(new(houtwal)).text
    usual = page[: page.index("Iets anders")]
    at = [usual.index(f'value="{key}"') for key in ("coppicing", "thinning", "bank_restoration", "planting")]
    assert at == sorted(at)
    assert 'value="sod_cutting"' not in usual and 'value="sod_cutting"' in page


def test_the_nest_question_is_never_answered_beforehand(client, anna, houtwal):
    sign_in(client, anna)
    opened = sent_again(client.get(new(houtwal)).text)
    assert "nest_check" not in opened
    assert opened["done_on"] == today().isoformat()


def _after_tomorrow():
    """Asked when the test runs: a run that began yesterday would name tomorrow."""
    return (today() + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"activity_key": None}, "Kies wat je hebt gedaan"),
        ({"share": None}, "Kies welk deel klaar is"),
        ({"share": None, "amount": "veel"}, "Vul een getal in"),
        ({"share": None, "amount": "0"}, "van 0,01"),
        ({"done_on": ""}, "Vul de dag in"),
        ({"done_on": "gisteren"}, "Vul de dag in"),
        ({"done_on": _after_tomorrow}, "moet nog komen"),
        ({"done_on": "1850-01-01"}, "te lang geleden"),
        ({"people": ""}, "met hoeveel mensen"),
        ({"people": "0"}, "van 1 tot 500"),
        ({"people": "drie"}, "heel getal"),
        ({"hours": "twee"}, "2 of 2,5 of 2:30"),
        ({"hours": "25"}, "Hoogstens 24"),
        ({"hours": "2:75"}, "2 of 2,5 of 2:30"),
        ({"nest_check": None}, "op nesten hebt gelet"),
        ({"notes": "n" * 4001}, "hoogstens 4000 tekens"),
    ],
)
@pytest.mark.S10
def test_each_error_is_named_and_everything_typed_is_kept(client, anna, houtwal, changed, sentence):
    sign_in(client, anna)
    sent = log_form(**{name: value() if callable(value) else value for name, value in changed.items()})
    answer = client.send(new(houtwal), sent)
    assert answer.status_code == 422
    assert sentence in answer.text and 'id="error-summary"' in answer.text
    kept = sent_again(answer.text)
    assert {name: kept.get(name, "") for name in sent} == sent
    assert db.session.query(MaintenanceLog).count() == 0


def test_one_mistake_is_one_sentence(client, anna, houtwal):
    sign_in(client, anna)
    page = client.send(new(houtwal), log_form(people="drie")).text
    assert "Er is nog 1 ding nodig" in page
    assert "met hoeveel mensen jullie" not in page


@pytest.mark.parametrize(
    ("hours", "minutes"), [("2", 120), ("2,5", 150), ("2.5", 150), ("2:30", 150), ("", None)]
)
def test_hours_are_read_as_people_write_them(client, anna, houtwal, hours, minutes):
    sign_in(client, anna)
    assert client.send(new(houtwal), log_form(hours=hours)).status_code == 303
    assert db.session.query(MaintenanceLog).one().minutes_each == minutes


def test_a_day_may_be_typed_as_dutch_people_do(client, anna, houtwal):
    sign_in(client, anna)
    assert client.send(new(houtwal), log_form(done_on="14-02-2026")).status_code == 303
    assert db.session.query(MaintenanceLog).one().done_on == date(2026, 2, 14)


def test_an_amount_has_the_unit_of_the_work(client, anna, houtwal):
    sign_in(client, anna)
    client.send(new(houtwal), log_form(share="1/4", amount="9,5"))
    log = db.session.query(MaintenanceLog).one()
    assert (log.amount, log.unit, log.share) == (9.5, "m", Fraction(1, 4))
    assert "9,5 meter" in client.get(f"/onderhoud/{log.id}").text


def test_sending_twice_makes_one(client, anna, houtwal):
    sign_in(client, anna)
    sent = log_form()
    assert client.send(new(houtwal), sent).location == client.send(new(houtwal), sent).location
    assert db.session.query(MaintenanceLog).count() == 1


def test_work_may_be_logged_on_ones_own_waiting_element_not_on_anothers(client, anna, bram):
    own, other = ElementFactory(author=anna), ElementFactory(author=bram)
    sign_in(client, anna)
    assert client.send(new(own), log_form(activity_key="pond_clearing")).status_code == 303
    assert client.get(new(other)).status_code == 404
    token = client.csrf(new(own))
    assert client.post(new(other), data={"csrf_token": token, **log_form()}).status_code == 404


def test_work_cannot_be_logged_on_what_was_taken_back(client, anna):
    gone = ElementFactory(author=anna, state=State.WITHDRAWN)
    sign_in(client, anna)
    assert client.get(new(gone)).status_code == 403


def test_without_an_element_one_chooses_it(client, anna, houtwal):
    mine = ElementFactory(author=anna, title="Poel achter de Brink")
    sign_in(client, anna)
    page = client.get("/onderhoud/nieuw")
    assert page.status_code == 200
    assert new(houtwal) in page.text and new(mine) in page.text
    assert new(houtwal) not in client.get("/onderhoud/nieuw?soort=ditch").text


def test_first_what_one_knows_with_the_last_work_then_what_is_near_it_then_all(client, anna, bram, houtwal):
    ElementFactory(author=bram, published=True, title="Bij de buren")
    MaintenanceLogFactory(author=anna, element=houtwal, activity_key="coppicing", done_on=date(2026, 2, 14))
    sign_in(client, anna)
    page = client.get("/onderhoud/nieuw").text
    known, near, everything = (page.index(f"<h2 id={name}") for name in ('"bekend', '"dichtbij', '"alle'))
    assert known < page.index("Jij deed hier: afzetten (hakhoutbeheer), februari 2026") < near < everything
    assert "Dicht bij Houtwal De Es" in page and "Bij de buren" in page[near:everything]
    assert new(houtwal) in page[known:near] and new(houtwal) not in page[near:everything]


@pytest.mark.L12
def test_what_is_near_a_kilometre_square_comes_first_and_says_where_it_is_to_the_browser_only(
    client, anna, houtwal
):
    ElementFactory(author=anna, published=True, title="Ver weg", lon=6.9)
    sign_in(client, anna)
    page = client.get(f"/onderhoud/nieuw?op=dichtbij&hok={houtwal.square}").text
    near = page[page.index("Bij jou in de buurt") : page.index("Deze ken je")]
    assert new(houtwal) in near and 'data-lon="6.5625' in near and "Ver weg" not in near
    assert "data-lon" not in client.get("/onderhoud/nieuw").text
    assert "staat nog niets op de kaart" in client.get("/onderhoud/nieuw?op=dichtbij&hok=10-300").text
    assert client.get("/onderhoud/nieuw?hok=hier").status_code == 200


def test_what_is_likely_is_filled_in_and_said_and_the_list_of_work_to_do_goes_before(client, anna, houtwal):
    MaintenanceLogFactory(author=anna, element=houtwal, activity_key="fence_repair", people=4)
    sign_in(client, anna)
    page = client.get(new(houtwal)).text
    opened = sent_again(page)
    assert "Alvast ingevuld" in page and "nest_check" not in opened
    told = {name: opened[name] for name in ("activity_key", "share", "people", "done_on", "condition_after")}
    assert told == {
        "activity_key": "fence_repair",
        "share": "1/1",
        "people": "4",
        "done_on": today().isoformat(),
        "condition_after": "",
    }
    assert client.send(new(houtwal), opened | {"nest_check": "none_seen"}).status_code == 303
    chosen = sent_again(client.get(f"{new(houtwal)}&werk=thinning").text)
    assert chosen["activity_key"] == "thinning"


def test_the_author_changes_what_waits_and_what_is_published_stays(client, anna, houtwal):
    sign_in(client, anna)
    sent = log_form()
    client.send(new(houtwal), sent)
    edit = f"/onderhoud/{sent['id']}/verbeteren"
    opened = sent_again(client.get(edit).text)
    assert opened["hours"] == "2:30" and opened["share"] == "1/3"
    assert client.post(edit, data=opened | {"people": "4"}).status_code == 303
    log = db.session.query(MaintenanceLog).one()
    assert (log.people, log.version, log.decisions[-1].changes) == (4, 2, {"people": [3, 4]})
    log.state, log.waits = State.PUBLISHED, False
    db.session.commit()
    answer = client.post(edit, data=opened | {"people": "5"})
    assert answer.status_code == 409
    assert "al bekeken" in answer.text
    db.session.refresh(log)
    assert log.people == 4


def test_published_work_is_taken_back_and_then_unseen(client, anna, houtwal):
    log = MaintenanceLogFactory(author=anna, element=houtwal, published=True)
    visitor = client.application.test_client()
    assert visitor.get(f"/onderhoud/{log.id}").status_code == 200
    sign_in(client, anna)
    address = f"/onderhoud/{log.id}/intrekken"
    assert client.send(address, {}).status_code == 303
    assert visitor.get(f"/onderhoud/{log.id}").status_code == 404
    assert client.get(f"/onderhoud/{log.id}").status_code == 200


def test_work_on_what_is_hidden_is_hidden_too(client, houtwal):
    log = MaintenanceLogFactory(element=houtwal, published=True)
    houtwal.visibility, houtwal.is_public = Visibility.COORDINATORS, False
    db.session.commit()
    assert client.get(f"/onderhoud/{log.id}").status_code == 404


def test_photos_of_before_and_after_keep_their_moment(client, anna, houtwal):
    sign_in(client, anna)
    sent = log_form(people_ok="y", nest_check=None)
    sent |= {"photos_new_before": [(BytesIO(jpeg((64, 48))), "voor.jpg")]}
    sent |= {"photos_new_after": [(BytesIO(jpeg((65, 48))), "na.jpg")]}
    answer = client.send(new(houtwal), sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    kept = sent_again(answer.text) | {"nest_check": "none_seen"}
    assert client.post(new(houtwal), data=kept).status_code == 303
    log = db.session.query(MaintenanceLog).one()
    assert [photo.moment for photo in log.photos] == ["before", "after"]
