"""What states, choices and months are called on screen, and the sign that goes with each."""

import re
from typing import Protocol

from app.core import event_words, group_words, idea_words, problem_words, walk_words
from app.core.errors import N_
from app.i18n import gettext, shown_language

LONG_WORD = re.compile(r"(?<=[a-z]{5})(beheer|snoei|controle|fruit|passage|planten|kasten|singel)\b")
MONTHS = (
    N_("januari"), N_("februari"), N_("maart"), N_("april"),
    N_("mei"), N_("juni"), N_("juli"), N_("augustus"),
    N_("september"), N_("oktober"), N_("november"), N_("december"),
)  # fmt: skip
# state → badge, icon, words
STATES = {
    "pending": ("info", "klok", N_("Wacht op controle")),
    "published": ("klaar", "dubbel", N_("Goedgekeurd")),
    "returned": ("heide", "vraag", N_("Terug met vraag")),
    "rejected": ("error", "x", N_("Afgewezen")),
    "withdrawn": ("", "terug", N_("Ingetrokken")),
    "gone": ("", "verdwenen", N_("Staat er niet meer")),
}
# kind of submission → words on a page, words in a list, icon (empty: that of the element's type)
KINDS = {
    "element": (N_("Nieuw landschapselement"), N_("Nieuw"), ""),
    "maintenance": (N_("Werk vastgelegd"), N_("Werk"), "schaar"),
    "element_change": (N_("Verbetering van een element"), N_("Verbetering"), "pen"),
    "presence_check": (N_("Staat dit er nog?"), N_("Staat er nog?"), "oog"),
    "ground_claim": (N_("Dit is mijn grond"), N_("Mijn grond"), "home"),
    "photo_report": (N_("Foto gemeld"), N_("Foto"), "foto"),
    "sighting": (N_("Waarneming"), N_("Waarneming"), "vogel"),
    "problem_report": (N_("Iets gemeld"), N_("Melding"), "vlag"),
    "walk": (N_("Ommetje"), N_("Ommetje"), "voet"),
    "event": (N_("Dag in de agenda"), N_("Agenda"), "agenda"),
    "group": (N_("Nieuwe groep"), N_("Groep"), "mensen"),
    "idea": (N_("Nieuw idee"), N_("Idee"), "idee"),
}
SEEN = {
    "same": N_("Ja, het staat er nog"),
    "changed": N_("Ja, maar het is veranderd"),
    "gone": N_("Nee, het is weg"),
    "not_visible": N_("Ik kan het niet zien"),
}
WISHES = {
    "hide": N_("Haal het van de kaart"),
    "hide_photos": N_("Haal alleen de foto’s weg"),
    "keep": N_("Het mag blijven staan"),
    "talk": N_("Ik wil eerst overleggen"),
}
PHOTO_WRONG = {
    "person": N_("Iemand is herkenbaar, of een nummerbord"),
    "other_place": N_("Dit is iets anders, of een andere plek"),
    "not_own": N_("Iemand anders heeft de foto gemaakt"),
    "offensive": N_("De foto is kwetsend"),
    "other": N_("Iets anders"),
}
PROBLEMS, PROBLEM_ICONS = problem_words.PROBLEMS, problem_words.PROBLEM_ICONS
STAGES, IDEA_STAGES = problem_words.STAGES, idea_words.IDEA_STAGES
WALK_STAGES, RUNS = walk_words.WALK_STAGES, walk_words.RUNS
FITS, FITS_SHOWN = walk_words.FITS, walk_words.FITS_SHOWN
SURFACES, SURFACES_SHOWN = walk_words.SURFACES, walk_words.SURFACES_SHOWN
OWNER_ANSWERS = walk_words.OWNER_ANSWERS
LAND_CONSENTS, COMPASS = walk_words.LAND_CONSENTS, walk_words.COMPASS
DOGS, DOGS_SHOWN = walk_words.DOGS, walk_words.DOGS_SHOWN
EVENT_KINDS, EVENT_ICONS = event_words.EVENT_KINDS, event_words.EVENT_ICONS
EVENT_STAGES, RISKS = event_words.EVENT_STAGES, event_words.RISKS
GROUP_KINDS, GROUP_ICONS = group_words.KINDS, group_words.KIND_ICONS
HANDS, HANDS_ICONS, WEEKDAYS = group_words.HANDS, group_words.HANDS_ICONS, group_words.WEEKDAYS
JOINING, PARTS, GROUP_STEPS = group_words.JOINING, group_words.PARTS, group_words.STEPS
# classes of the vision's natuurstructuurkaart that kinds of elements belong to
STRUCTURE_CLASSES = {
    "woods_and_banks": N_("Bosjes en houtwallen"),
    "streams_ditches_canals": N_("Beekdalen, sloten en wijken"),
    "nature_areas_and_fens": N_("Natuurgebieden en vennen"),
}
NETWORKS = {"groen": N_("Groen: bomen, heggen, kruiden"), "blauw": N_("Blauw: water en oevers")}
CONDITIONS = {"good": N_("Goed"), "fair": N_("Matig"), "poor": N_("Slecht"), "": N_("Nog niet bekeken")}
OWNERS = {
    "municipality": N_("Gemeente"),
    "water_board": N_("Waterschap"),
    "province": N_("Provincie"),
    "site_manager": N_("Terreinbeheerder"),
    "farmer": N_("Boer"),
    "private": N_("Particulier"),
    "unknown": N_("Weet ik niet"),
}
CONSENTS = {
    "yes": N_("Ja, de eigenaar vindt het goed"),
    "asked": N_("Het is gevraagd"),
    "no": N_("Nee, de eigenaar wil het niet"),
    "unknown": N_("Weet ik niet"),
}
VISIBILITIES = {
    "everyone": N_("Iedereen"),
    "group": N_("Alleen mijn groep"),
    "coordinators": N_("Alleen coördinatoren"),
}
CORE_NETWORKS = {
    "nnn": N_("Natuurnetwerk Nederland (NNN)"),
    "dnn": N_("Drents Natuurnetwerk (DNN)"),
    "none": N_("Geen natuurnetwerk"),
    "unknown": N_("Niet bekend"),
}
AREA_TYPES = {  # columns of the vision
    "nature": N_("Natuurlijk proces leidend"),
    "patterns": N_("Bestaande patronen leidend"),
    "farming": N_("Agrarisch gebruik leidend"),
    "living": N_("Wonen en werken leidend"),
    "unknown": N_("Niet bekend"),
}
SOURCES = {"map": N_("volgens de kaart"), "village": N_("volgens het dorp"), "person": N_("ingevuld")}
AREA_LAYERS = {
    "municipalities": N_("Gemeenten"),
    "provinces": N_("Provincies"),
    "natura2000": N_("Natura 2000"),
    "nnn": N_("Natuurnetwerk (NNN)"),
    "area_types": N_("Gebiedstypen van de visie"),
}
AGES = {
    "unknown": N_("Weet ik niet"),
    "under_10": N_("Jonger dan 10 jaar"),
    "from_10": N_("10 tot 50 jaar"),
    "from_50": N_("50 tot 200 jaar"),
    "over_200": N_("Ouder dan 200 jaar"),
}
NEST_CHECKS = {
    "none_seen": N_("Gekeken, geen nest gezien"),
    "nest_seen": N_("Gekeken, wel een nest gezien"),
    "not_checked": N_("Niet gekeken"),
}
# step of the log → words (what happened to a submission)
STEPS = (
    {
        "submit": N_("Ingestuurd"),
        "edit": N_("Veranderd"),
        "publish": N_("Goedgekeurd"),
        "return": N_("Terug met vraag"),
        "resubmit": N_("Opnieuw ingestuurd"),
        "reject": N_("Afgewezen"),
        "undo": N_("Besluit teruggedraaid"),
        "withdraw": N_("Ingetrokken"),
        "correct": N_("Verbeterd"),
        "gone": N_("Staat er niet meer"),
        "restore": N_("Teruggezet"),
        "hide": N_("Van de kaart gehaald"),
        "show": N_("Weer getoond"),
        "confirm": N_("Gaat door"),
        "call_off": N_("Afgelast"),
        "close": N_("Afgesloten"),
        "answer": N_("Beantwoord"),
        "become": N_("Het gaat gebeuren"),
    }
    | problem_words.STEPS
    | walk_words.STEPS
)
ROLES = {"volunteer": N_("vrijwilliger"), "coordinator": N_("coördinator"), "admin": N_("beheerder")}
# what a place by name is; most are PDOK's words
SPOTS = {
    "adres": N_("adres"),
    "hectometerpaal": N_("hectometerpaal"),
    "postcode": N_("postcode"),
    "weg": N_("straat of weg"),
    "buurt": N_("buurt"),
    "wijk": N_("wijk"),
    "woonplaats": N_("dorp of stad"),
    "gemeente": N_("gemeente"),
    "dorp": N_("dorp"),
    "element": N_("element"),
}
# family of an element type → icon, class of its colour
FAMILIES = {
    "lijn": ("houtwal", N_("Houtwal, heg of singel")),
    "boom": ("laan", N_("Bomen")),
    "water": ("poel", N_("Water")),
    "bos": ("bomen", N_("Bosje")),
    "heide": ("heide", N_("Heide en kruiden")),
    "erf": ("brink", N_("Erf en historie")),
    "pad": ("voet", N_("Pad")),
    "fauna": ("nest", N_("Hulp voor dieren")),
}
# element types whose drawing differs from that of their family
TYPE_ICONS = {
    "problem": "vlag",  # no type of element, but drawn as one, as is the next
    "event": "mensen",
    "idea": "idee",
    "clipped_hedge": "heg",
    "shrub_hedge": "heg",
    "pollard_tree": "knotboom",
    "standard_orchard": "boomgaard",
    "burial_mound": "grafheuvel",
    "ditch": "sloot",
    "peat_canal": "sloot",
    "brook": "sloot",
    "farmland_footpath": "voet",
    "nest_provision": "nest",
}
# kind of work → its drawing
ACTIVITY_ICONS = {
    "pollarding": "knotboom",
    "coppicing": "bijl",
    "tree_pruning": "schaar",
    "orchard_pruning": "boomgaard",
    "summer_pruning": "boomgaard",
    "hedge_trimming": "heg",
    "hedge_laying": "heg",
    "mowing_removal": "zeis",
    "bank_mowing": "zeis",
    "path_mowing": "voet",
    "reed_cutting": "zeis",
    "pond_clearing": "schonen",
    "pond_creation": "poel",
    "ditch_clearing": "schonen",
    "dredging": "schep",
    "thinning": "bijl",
    "infill_planting": "kiem",
    "planting": "kiem",
    "sowing": "kiem",
    "bulb_care": "kiem",
    "weeding": "opslag",
    "edge_management": "bomen",
    "scrub_removal": "opslag",
    "sod_cutting": "schep",
    "bank_restoration": "schep",
    "invasive_removal": "verbod",
    "fence_repair": "hek",
    "brush_pile": "ril",
    "tree_guard_check": "hamer",
    "stile_repair": "hamer",
    "waymark_repair": "vlag",
    "nest_box": "nest",
    "tree_safety_check": "oog",
    "survey": "oog",
    "fauna_passage_cleaning": "schonen",
    "amphibian_transfer": "hand",
}
# measure of an amount → words
UNITS = {
    "m": N_("meter"),
    "m2": N_("vierkante meter"),
    "m3": N_("kubieke meter"),
    "bomen": N_("bomen"),
    "planten": N_("planten"),
    "stuks": N_("stuks"),
    "zakken": N_("zakken"),
    "kasten": N_("kasten"),
    "dieren": N_("dieren"),
    "dagen": N_("dagen"),
    "bezoeken": N_("bezoeken"),
}


class Named(Protocol):
    """A row of the reference data with a name in both languages."""

    @property
    def name_nl(self) -> str:
        """The Dutch name."""

    @property
    def name_en(self) -> str:
        """The English name."""


def named(row: Named) -> str:
    """Name a type of element or a kind of work in the reader's language."""
    return row.name_en if shown_language() == "en" else row.name_nl


def month(number: int) -> str:
    """Name a month, 1 to 12."""
    return gettext(MONTHS[number - 1])


def weekday(number: int, *, short: bool = False) -> str:
    """Name a day of the week, Monday 0 to Sunday 6; short is two letters."""
    return gettext((event_words.SHORT_WEEKDAYS if short else event_words.WEEKDAYS)[number])


def say(words: dict[str, str], key: object) -> str:
    """Translate the words of a choice; an unknown key reads as it is."""
    text = words.get(str(key or ""), str(key or ""))
    return gettext(text) if text else ""


def type_icon(kind: str, family: str) -> str:
    """Return the name of the drawing for an element type and its family."""
    return TYPE_ICONS.get(kind, FAMILIES.get(family, ("pin", ""))[0])


def activity_icon(key: str) -> str:
    """Return the name of the drawing for a kind of work."""
    return ACTIVITY_ICONS.get(key, "controle")


def soft(name: str) -> str:
    """Allow long words to break where they are joined; browsers know Dutch only on some phones."""
    return LONG_WORD.sub("\u00ad\\1", name)
