"""Corrections, presence checks, owners' wishes, reports of photos; they wait, about a public poel."""

import datetime as dt

import factory

from app import models
from tests.database import ModelFactory
from tests.factories.elements import ElementFactory, SubmissionFactory

STAGE_OF = {models.State.PUBLISHED: models.Stage.ACCEPTED, models.State.REJECTED: models.Stage.DECLINED}


class _OnElement(SubmissionFactory):
    class Meta:
        abstract = True

    element = factory.SubFactory(ElementFactory, published=True)
    municipality_code = factory.LazyAttribute(lambda o: o.element.municipality_code)


class PresenceCheckFactory(_OnElement):
    class Meta:
        model = models.PresenceCheck

    seen = models.Seen.SAME
    seen_on = dt.date(2026, 11, 2)


class GroundClaimFactory(_OnElement):
    class Meta:
        model = models.GroundClaim

    wish = models.Wish.HIDE
    urgency = 0


class PhotoFactory(ModelFactory):
    """A picture that was made, without its bytes."""

    class Meta:
        model = models.Photo

    owner_id = factory.LazyAttribute(lambda o: o.item.author_id)
    submission_id = factory.LazyAttribute(lambda o: o.item.id)
    state = models.PhotoState.READY
    sent_sha256 = master_sha256 = "a" * 64
    sent_bytes, sent_type, host = 1000, "image/jpeg", "here"

    class Params:
        item = factory.SubFactory(ElementFactory, published=True)


class PhotoReportFactory(_OnElement):
    class Meta:
        model = models.PhotoReport

    photo = factory.LazyAttribute(lambda o: PhotoFactory(item=o.element))
    wrong = models.PhotoWrong.PERSON
    urgency = 0


class ProblemReportFactory(_OnElement):
    class Meta:
        model = models.ProblemReport

    problem = models.Problem.WASTE
    seen_on = dt.date(2026, 11, 2)
    stage = factory.LazyAttribute(lambda o: STAGE_OF.get(o.state, models.Stage.REPORTED))


class FreeReportFactory(SubmissionFactory):
    """At a spot in the fields near Anloo, on no element."""

    class Meta:
        model = models.ProblemReport

    lon, lat, village, municipality_code = 6.7012, 53.0421, "Anloo", "GM1680"
    problem = models.Problem.WASTE
    seen_on = dt.date(2026, 11, 2)
    stage = factory.LazyAttribute(lambda o: STAGE_OF.get(o.state, models.Stage.REPORTED))


class ElementChangeFactory(_OnElement):
    class Meta:
        model = models.ElementChange

    base_version = 1
    base = factory.LazyAttribute(lambda o: {"name": o.element.name})
    wanted = factory.LazyFunction(lambda: {"name": "Nieuwe naam"})
