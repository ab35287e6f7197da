"""What kinds of groups there are, how one joins and what they ask, on screen; wording.py offers it."""

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
HANDS = {
    "outdoors": N_("Buiten werken"),
    "tools": N_("Gereedschap of een machine"),
    "driving": N_("Rijden of een aanhanger"),
    "coffee": N_("Koffie of soep"),
    "planning": N_("Meedenken en regelen"),
    "writing": N_("Schrijven of foto’s maken"),
    "counting": N_("Planten of dieren tellen"),
    "other": N_("Iets anders"),
}
HANDS_ICONS = {
    "outdoors": "schep",
    "tools": "hamer",
    "driving": "pijl",
    "coffee": "home",
    "planning": "lijst",
    "writing": "camera",
    "counting": "oog",
    "other": "hand",
}
WEEKDAYS = {  # "" is said in forms only
    "": N_("Maakt niet uit"),
    "1": N_("maandag"),
    "2": N_("dinsdag"),
    "3": N_("woensdag"),
    "4": N_("donderdag"),
    "5": N_("vrijdag"),
    "6": N_("zaterdag"),
    "7": N_("zondag"),
}
