"""Work done; by default half a poel, cleared by three people."""

import datetime as dt

import factory

from app import models
from tests.factories.elements import ElementFactory, SubmissionFactory


class MaintenanceLogFactory(SubmissionFactory):
    class Meta:
        model = models.MaintenanceLog

    element = factory.SubFactory(ElementFactory, published=True)
    municipality_code = factory.LazyAttribute(lambda o: o.element.municipality_code)
    activity_key = "pond_clearing"
    done_on = dt.date(2026, 9, 12)
    share_num, share_den = 1, 2
    people = 3
    minutes_each = 120
    nest_check = models.NestCheck.NONE_SEEN
