"""What events, their stages and the risks of a work day are called on screen; wording.py offers it."""

from app.core.errors import N_

WEEKDAYS = (
    N_("maandag"),
    N_("dinsdag"),
    N_("woensdag"),
    N_("donderdag"),
    N_("vrijdag"),
    N_("zaterdag"),
    N_("zondag"),
)
SHORT_WEEKDAYS = (N_("ma"), N_("di"), N_("wo"), N_("do"), N_("vr"), N_("za"), N_("zo"))
EVENT_KINDS = {
    "workday": N_("Werkdag"),
    "walk": N_("Wandeling met gids"),
    "course": N_("Cursus"),
    "meeting": N_("Bijeenkomst"),
}
EVENT_ICONS = {"workday": "schep", "walk": "voet", "course": "blad", "meeting": "mensen"}
# stage of an event → badge, icon, words
EVENT_STAGES = {
    "planned": ("info", "agenda", N_("Gepland")),
    "on": ("klaar", "check", N_("Gaat door")),
    "off": ("error", "x", N_("Afgelast")),
    "closed": ("", "dubbel", N_("Geweest")),
}
# risk → its name, and what people should know
RISKS = {
    "saws": (
        N_("Zagen"),
        N_(
            "Blijf twee boomlengtes weg als een boom valt. Draag handschoenen en een helm. Een motorzaag mag "
            "alleen met certificaat en beschermende kleding."
        ),
    ),
    "ladder": (
        N_("Ladder"),
        N_("Zet hem vast. Ga zonder opleiding nooit hoger dan 2,5 meter. Altijd iemand erbij."),
    ),
    "water": (
        N_("Water"),
        N_("Werk nooit alleen in of langs het water. Meet eerst hoe diep het water en de modder zijn."),
    ),
    "ticks": (
        N_("Teken"),
        N_(
            "Draag een lange broek, met de pijpen in je sokken. Kijk jezelf na als je thuis bent. Haal een "
            "teek binnen 24 uur weg en schrijf de datum op."
        ),
    ),
    "caterpillars": (
        N_("Eikenprocessierups"),
        N_("Van mei tot en met september: raak rupsen en nesten niet aan. Meld ze bij de gemeente."),
    ),
    "hogweed": (
        N_("Berenklauw"),
        N_("Het sap geeft brandwonden. Bedek je huid, werk niet in de zon en spoel direct met water."),
    ),
    "road": (
        N_("Weg of berm"),
        N_("Draag een veiligheidshesje. Kijk naar het verkeer. De wegbeheerder weet van de afzetting."),
    ),
    "weather": (
        N_("Weer"),
        N_("We stoppen bij onweer, gladheid, hitte boven 30 °C, en onder bomen vanaf windkracht 6."),
    ),
}
