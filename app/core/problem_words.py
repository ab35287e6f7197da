"""What kinds of problems and how far they are is called on screen; wording.py offers it."""

from app.core.errors import N_

PROBLEMS = {
    "obstacle": N_("Er ligt iets in de weg"),
    "damage": N_("Er is iets stuk"),
    "waste": N_("Er ligt afval"),
    "invasive": N_("Er groeit een plant die hier niet hoort"),
    "bottleneck": N_("Dieren kunnen er niet langs"),
    "animals": N_("Dieren geven overlast"),
    "sign": N_("Een bord of paaltje is weg"),
    "drying": N_("Het droogt uit"),
    "nutrients": N_("Er is te veel mest"),
    "acid": N_("De grond of het water wordt zuur"),
    "fragments": N_("De natuur is hier doorgesneden"),
    "light": N_("Er is te veel licht"),
    "noise": N_("Er is te veel geluid"),
    "other": N_("Iets anders"),
}
PROBLEM_ICONS = {
    "obstacle": "stop",
    "damage": "hamer",
    "waste": "weg",
    "invasive": "opslag",
    "bottleneck": "hek",
    "animals": "nest",
    "sign": "vlag",
    "drying": "zon",
    "nutrients": "schep",
    "acid": "poel",
    "fragments": "schaar",
    "light": "zon",
    "noise": "let",
    "other": "vraag",
}
# stage of a report → badge, icon, words
STAGES = {
    "reported": ("info", "klok", N_("Wacht op controle")),
    "accepted": ("heide", "oog", N_("Aangenomen")),
    "planned": ("info", "klok", N_("Ingepland")),
    "solved": ("klaar", "dubbel", N_("Opgelost")),
    "passed_on": ("", "pijl", N_("Doorgegeven")),
    "declined": ("", "x", N_("Niet opgepakt")),
}
# what was done about a problem, for the log
STEPS = {
    "plan": N_("Ingepland"),
    "solve": N_("Opgelost"),
    "pass_on": N_("Doorgegeven"),
    "decline": N_("Niet opgepakt"),
    "reopen": N_("Niet opgelost"),
}
