"""How far an idea is called on screen; wording.py offers it."""

from app.core.errors import N_

# stage of an idea → badge, icon, words
IDEA_STAGES = {
    "open": ("info", "klok", N_("Wacht op antwoord")),
    "answered": ("heide", "bericht", N_("Beantwoord")),
    "became": ("klaar", "dubbel", N_("Het gaat gebeuren")),
    "declined": ("", "x", N_("Gaat niet door")),
}
