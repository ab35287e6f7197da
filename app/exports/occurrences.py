"""A sighting in the words of Darwin Core, as everyone may know it: from the columns of ``sighting`` alone."""

import re
from typing import Final

from app.config import settings
from app.exports.cells import Cell
from app.models import Behaviour, Certainty, Licence, LifeStage, Origin, Photo, PhotoState, Sighting, Species
from app.policies.authors import can_see_author
from app.policies.sightings import shows_author
from app.spatial.shapes import unwrap

DWC: Final = "http://rs.tdwg.org/dwc/terms/"
DC: Final = "http://purl.org/dc/terms/"
OCCURRENCE: Final = (  # name of the column, and whose word it is
    ("occurrenceID", DWC), ("references", DC), ("basisOfRecord", DWC), ("datasetName", DWC), ("language", DC),
    ("scientificName", DWC), ("vernacularName", DWC), ("taxonRank", DWC), ("kingdom", DWC),
    ("verbatimIdentification", DWC), ("identificationVerificationStatus", DWC), ("eventDate", DWC),
    ("individualCount", DWC), ("occurrenceStatus", DWC), ("lifeStage", DWC), ("reproductiveCondition", DWC),
    ("behavior", DWC), ("vitality", DWC), ("degreeOfEstablishment", DWC), ("decimalLatitude", DWC),
    ("decimalLongitude", DWC), ("geodeticDatum", DWC), ("coordinateUncertaintyInMeters", DWC),
    ("dataGeneralizations", DWC), ("informationWithheld", DWC), ("locality", DWC), ("municipality", DWC),
    ("stateProvince", DWC), ("countryCode", DWC), ("locationRemarks", DWC), ("locationID", DWC),
    ("recordedBy", DWC), ("license", DC), ("rightsHolder", DC),
)  # fmt: skip
MULTIMEDIA: Final = (
    ("type", DC), ("format", DC), ("identifier", DC), ("references", DC), ("description", DC),
    ("creator", DC), ("license", DC), ("rightsHolder", DC),
)  # fmt: skip
LICENCES: Final = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/legalcode",
}
SOMEONE: Final = "een vrijwilliger"
PERIODS: Final = {0: 10, 1: 7, 5: 4}  # signs of a day, its month, its year
COARSENED: Final = {
    1: "De plek is het midden van een vak van 1 bij 1 km (RD). De datum is de maand.",
    5: "De plek is het midden van een vak van 5 bij 5 km (RD). De datum is het jaar.",
}
WITHHELD: Final = "De precieze plek, de dag, de waarnemer en het landschapselement zijn weggelaten."
NAMELESS: Final = "De naam van de waarnemer is weggelaten."
STAGES: Final = {LifeStage.EGG: "egg", LifeStage.YOUNG: "juvenile", LifeStage.ADULT: "adult",
                 LifeStage.SEEDLING: "seedling"}  # fmt: skip
CONDITIONS: Final = {LifeStage.FLOWER: "flowering", LifeStage.FRUIT: "fruiting"}
BEHAVIOURS: Final = {Behaviour.NEST: "nesting", Behaviour.ROOST: "roosting", Behaviour.FORAGING: "foraging",
                     Behaviour.PASSING: "passing"}  # fmt: skip
CERTAINTIES: Final = {Certainty.SURE: "verified", Certainty.LIKELY: "probable",
                      Certainty.OPEN: "unverifiable", None: "unverified"}  # fmt: skip
PLANTS: Final = frozenset({"plant", "tree_shrub", "invasive_plant"})
ANIMALS: Final = frozenset({"bird", "mammal", "amphibian", "reptile", "fish", "butterfly", "dragonfly",
                            "insect", "invasive_animal"})  # fmt: skip
LATIN: Final = re.compile(r"[A-Z][a-z-]+( [a-z-]+)?")


def occurrence(sighting: Sighting) -> dict[str, Cell]:
    """Return the cells of one sighting by the names of ``OCCURRENCE``; degrees in WGS84, metres."""
    return {
        "occurrenceID": f"urn:uuid:{sighting.id}",
        "references": f"{_site()}/waarnemingen/{sighting.id}",
        "basisOfRecord": "HumanObservation",
        "datasetName": "Waarnemingen in Haarvaten",
        "language": "nl",
        **_name(sighting),
        **_what(sighting),
        **_where_and_when(sighting),
        **_whose(sighting),
    }


def pictures(sighting: Sighting) -> list[dict[str, Cell]]:
    """Return the photos that everyone may see, by the names of ``MULTIMEDIA``; none for most."""
    own = _whose(sighting)
    return [
        {
            "type": "StillImage",
            "format": "image/jpeg",
            "identifier": address_of(photo),
            "references": f"{_site()}/waarnemingen/{sighting.id}",
            "description": "" if sighting.blur_km else photo.alt,  # words may tell the place
            "creator": own["recordedBy"],
            "license": own["license"],
            "rightsHolder": own["rightsHolder"],
        }
        for photo in public_photos(sighting)
    ]


def public_photos(sighting: Sighting) -> list[Photo]:
    """Return the photos of a public sighting that were made and not taken from view."""
    return [photo for photo in sighting.shown_photos if photo.state == PhotoState.READY]


def address_of(photo: Photo) -> str:
    """Return where everyone can see a photo."""
    return f"{_site()}/fotos/{photo.id}/foto.jpg"


def _site() -> str:
    return settings().base_url.rstrip("/")


def _name(sighting: Sighting) -> dict[str, Cell]:
    named = sighting.named
    group = named.group if named is not None else sighting.claim_group
    return {
        "scientificName": named.scientific_name if named is not None else "",
        "vernacularName": named.dutch_name if named is not None else "",
        "taxonRank": _rank(named) if named is not None else "",
        "kingdom": _kingdom(group),
        "verbatimIdentification": "" if named is not None else sighting.title_shown,
        "identificationVerificationStatus": CERTAINTIES[sighting.certainty],
    }


def _rank(named: Species) -> str:
    """Return the rank of a plain name of one or two words; of others we do not know."""
    found = LATIN.fullmatch(named.scientific_name)
    return ("species" if found[1] else "genus") if found is not None else ""


def _kingdom(group: str) -> str:
    if group == "fungus":
        return "Fungi"
    return "Plantae" if group in PLANTS else "Animalia" if group in ANIMALS else ""


def _what(sighting: Sighting) -> dict[str, Cell]:
    native = sighting.origin == Origin.WILD and sighting.named is not None and not sighting.named.exotic
    return {
        "individualCount": 0 if sighting.absent else sighting.number,
        "occurrenceStatus": "absent" if sighting.absent else "present",
        "lifeStage": STAGES.get(sighting.stage, ""),
        "reproductiveCondition": CONDITIONS.get(sighting.stage, ""),
        "behavior": BEHAVIOURS.get(sighting.behaviour, ""),
        "vitality": "dead" if sighting.behaviour == Behaviour.DEAD else "",
        "degreeOfEstablishment": "cultivated"
        if sighting.origin == Origin.PLANTED
        else "native"
        if native
        else "",
    }


def _where_and_when(sighting: Sighting) -> dict[str, Cell]:
    spot, element, km = _spot(sighting), sighting.element, sighting.blur_km
    public = element is not None and element.is_public
    return {
        "eventDate": sighting.seen_from.isoformat()[: PERIODS[km]],
        "decimalLatitude": spot[1],
        "decimalLongitude": spot[0],
        "geodeticDatum": "EPSG:4326",
        "coordinateUncertaintyInMeters": max(1, round(sighting.accuracy_m)) if sighting.accuracy_m else None,
        "dataGeneralizations": COARSENED.get(km, ""),
        "locality": f"bij {sighting.village}" if sighting.village else "",
        "municipality": sighting.town.name if sighting.town is not None else "",
        "stateProvince": "Drenthe" if sighting.town is not None else "",
        "countryCode": "NL" if sighting.town is not None else "",
        "locationRemarks": f"Vak {sighting.square} ({km or 1} km)",
        "locationID": f"urn:uuid:{element.id}" if element is not None and public else "",
    }


def _spot(sighting: Sighting) -> tuple[float, float]:
    spot = unwrap(sighting.shape)
    return spot.x, spot.y


def _whose(sighting: Sighting) -> dict[str, Cell]:
    """Return who saw it, as the page of the sighting tells every visitor, and what others may do with it."""
    named = shows_author(sighting) and can_see_author(None, sighting)
    who = sighting.author.name if named else SOMEONE
    return {
        "recordedBy": who,
        "informationWithheld": WITHHELD if sighting.blur_km else "" if named else NAMELESS,
        "license": LICENCES[sighting.licence],
        "rightsHolder": who if sighting.licence == Licence.CC_BY else "",
    }
