"""What walks are called on screen, and how far they are; wording.py offers it."""

from app.core.errors import N_

# stage → badge, icon, words
WALK_STAGES = {
    "idea": ("info", "pen", N_("Idee")),
    "drawn": ("info", "kaart", N_("Getekend")),
    "agreed": ("info", "check", N_("Eigenaren akkoord")),
    "laid_out": ("info", "klok", N_("In aanleg")),
    "open": ("klaar", "check", N_("Open")),
    "closed": ("warning", "verbod", N_("Nu gesloten")),
    "lapsed": ("", "x", N_("Vervallen")),
}
RUNS = {
    "round": N_("rondje"),
    "eight": N_("acht: twee lussen"),
    "back": N_("heen en weer"),
    "one_way": N_("van begin naar eind"),
}
FITS = {
    "unknown": N_("Weet ik niet"),
    "yes": N_("Ja"),
    "partly": N_("Voor een deel"),
    "no": N_("Nee"),
}
DOGS = {
    "unknown": N_("Weet ik niet"),
    "yes": N_("Ja, ook los"),
    "leash": N_("Ja, aan de lijn"),
    "no": N_("Nee"),
}
# surface → words in a form, and in the bar of a page
SURFACES = {
    "unknown": N_("Weet ik niet"),
    "sand": N_("Zandpad"),
    "grass": N_("Graspad"),
    "half": N_("Half verhard: grind of schelpen"),
    "paved": N_("Verhard: asfalt of stenen"),
    "plank": N_("Planken of een brug"),
}
SURFACES_SHOWN = {
    "unknown": N_("onbekend"),
    "sand": N_("zandpad"),
    "grass": N_("graspad"),
    "half": N_("half verhard"),
    "paved": N_("verhard"),
    "plank": N_("planken"),
}
LAND_CONSENTS = {
    "unknown": N_("Nog niet gevraagd"),
    "public_road": N_("Openbare weg: vragen hoeft niet"),
    "asked": N_("Gevraagd, nog geen antwoord"),
    "given": N_("Ja, de eigenaar vindt het goed"),
    "unlisted": N_("Ja, maar niet openbaar"),
    "refused": N_("Nee, de eigenaar wil het niet"),
}
COMPASS = {
    "n": N_("noorden"),
    "ne": N_("noordoosten"),
    "e": N_("oosten"),
    "se": N_("zuidoosten"),
    "s": N_("zuiden"),
    "sw": N_("zuidwesten"),
    "w": N_("westen"),
    "nw": N_("noordwesten"),
}
OWNER_ANSWERS = {
    "agree": N_("Ja, dat mag"),
    "unlisted": N_("Ja, maar zet het niet openbaar"),
    "refuse": N_("Nee, dat wil ik niet"),
    "not_mine": N_("Dit is niet mijn grond"),
}
# how it stands on the page of a walk
FITS_SHOWN = {"yes": N_("geschikt"), "partly": N_("deels"), "no": N_("niet geschikt")}
DOGS_SHOWN = {"yes": N_("mag mee"), "leash": N_("aan de lijn"), "no": N_("mag niet mee")}
# what was done with a walk, for the log
STEPS = {
    "draw": N_("Route getekend"),
    "section": N_("Deel veranderd"),
    "split": N_("Deel in tweeën"),
    "join": N_("Delen samengevoegd"),
    "stop": N_("Stop veranderd"),
    "drop_stop": N_("Stop weggehaald"),
    "close_yearly": N_("Elk jaar een tijd dicht"),
    "drop_closure": N_("Niet meer elk jaar dicht"),
    "ask_owner": N_("Eigenaar gevraagd"),
    "owner": N_("Antwoord van een eigenaar"),
    "ask": N_("Controle gevraagd"),
    "agree": N_("Eigenaren akkoord"),
    "lay_out": N_("Aanleg klaar"),
    "open": N_("Geopend"),
    "shut": N_("Tijdelijk gesloten"),
    "open_again": N_("Weer geopend"),
    "lapse": N_("Vervallen"),
    "redraw": N_("Terug naar getekend"),
}
