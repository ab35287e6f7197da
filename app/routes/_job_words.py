"""What jobs are called on a page: by name, else by their lane."""

from typing import Final

from app.core.errors import N_
from app.i18n import gettext, ngettext

MINUTE_S: Final = 60
HOUR_S: Final = 3600
# name or lane → words, icon
JOBS: Final = {
    "adoptions": (N_("Kijken wie nog voor elementen zorgt"), "adopteer"),
    "areas": (N_("Kaart van gebieden verwerken"), "lagen"),
    "areas.locate": (N_("Gemeente van een element zoeken"), "pin"),
    "areas.locate_all": (N_("Elementen opnieuw indelen"), "lagen"),
    "checklists": (N_("Soortenlijst verwerken"), "lijst"),
    "checks": (N_("Nakijken wat opvalt"), "controle"),
    "cleanup": (N_("Opruimen"), "weg"),
    "dues": (N_("Uitrekenen wat nu te doen is"), "klok"),
    "exports": (N_("Bestand met waarnemingen maken"), "bestand"),
    "exports.clear": (N_("Bestanden met waarnemingen opruimen"), "weg"),
    "exports.sweep": (N_("Bestanden met waarnemingen opruimen"), "weg"),
    "mails": (N_("Mail versturen"), "mail"),
    "map": (N_("Kaart bijwerken"), "kaart"),
    "photos": (N_("Foto opruimen"), "foto"),
    "photos.render": (N_("Foto verkleinen"), "foto"),
    "sightings": (N_("Waarnemingen bijwerken"), "oog"),
    "trust": (N_("Vertrouwen bijwerken"), "schild"),
}
OTHER: Final = (N_("Iets anders"), "instel")


def job_words(name: str) -> tuple[str, str]:
    """Return what a job is called, and its icon."""
    words, sign = JOBS.get(name) or JOBS.get(name.partition(".")[0]) or OTHER
    return gettext(words), sign


def waited(seconds: int) -> str:
    """Write how long something waits: 4 seconden, 12 minuten, 3 uur."""
    if seconds < MINUTE_S:
        return ngettext("%(num)s seconde", "%(num)s seconden", seconds)
    if seconds < HOUR_S:
        return ngettext("%(num)s minuut", "%(num)s minuten", seconds // MINUTE_S)
    return ngettext("%(num)s uur", "%(num)s uur", seconds // HOUR_S)
