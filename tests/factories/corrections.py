"""Proposed corrections, presence checks and owners' wishes; by default waiting, about a public poel."""

import datetime as dt

import factory

from app import models
from tests.factories.elements import ElementFactory, SubmissionFactory


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


class ElementChangeFactory(_OnElement):
    class Meta:
        model = models.ElementChange

    base_version = 1
    base = factory.LazyAttribute(lambda o: {"name": o.element.name})
    wanted = factory.LazyFunction(lambda: {"name": "Nieuwe naam"})
