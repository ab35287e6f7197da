"""What kinds of groups there are, how one joins and what one is in them, on screen; wording.py offers it."""

from app.core.errors import N_

KINDS = {
    "village": N_("Dorpsgroep"),
    "street": N_("Buurtgroep"),
    "crew": N_("Landschapsploeg"),
    "school": N_("School"),
    "association": N_("Vereniging"),
    "company": N_("Bedrijf"),
    "farmers": N_("Agrarische natuurvereniging"),
}
KIND_ICONS = {
    "village": "brink",
    "street": "home",
    "crew": "bijl",
    "school": "mensen",
    "association": "mensen",
    "company": "mensen",
    "farmers": "kiem",
}
JOINING = {
    "open": N_("Iedereen kan meteen lid worden"),
    "request": N_("Vraag het, een organisator zegt ja of nee"),
    "invitation": N_("Alleen met een uitnodiging"),
}
STEPS = {  # of the log of a group
    "asked": N_("Vroeg om mee te doen"),
    "joined": N_("Doet mee"),
    "admitted": N_("Toegelaten"),
    "refused": N_("Niet toegelaten"),
    "left": N_("Ging weg"),
    "removed": N_("Uit de groep gehaald"),
    "raised": N_("Werd organisator"),
    "lowered": N_("Is geen organisator meer"),
    "handed_over": N_("Nam de groep over"),
    "appointed": N_("Aangewezen als organisator"),
    "rested": N_("De groep rust"),
    "woken": N_("De groep gaat weer verder"),
    "invited": N_("Link voor uitnodiging gemaakt"),
    "revoked": N_("Link voor uitnodiging ingetrokken"),
}
PARTS = {
    "asked": N_("Wil lid worden"),
    "member": N_("Lid"),
    "organiser": N_("Organisator"),
}
