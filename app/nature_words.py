"""What groups of species, stages, behaviour and licences are called on screen."""

from app.core.errors import N_

GROUPS = {  # of species; "" is said in a form only
    "": N_("Weet ik niet"),
    "bird": N_("Vogel"),
    "mammal": N_("Zoogdier"),
    "amphibian": N_("Kikker, pad of salamander"),
    "reptile": N_("Slang of hagedis"),
    "fish": N_("Vis"),
    "butterfly": N_("Vlinder"),
    "dragonfly": N_("Libel"),
    "insect": N_("Ander insect"),
    "plant": N_("Plant"),
    "tree_shrub": N_("Boom of struik"),
    "fungus": N_("Paddenstoel"),
    "invasive_plant": N_("Invasieve plant"),
    "invasive_animal": N_("Invasief dier"),
    "other": N_("Iets anders"),
}
PLANTS = frozenset({"plant", "tree_shrub", "fungus", "invasive_plant"})  # groups drawn alike on a map
ORIGINS = {"wild": N_("Wild"), "planted": N_("Geplant"), "unknown": N_("Weet ik niet")}
STAGES = {
    "unknown": N_("Weet ik niet"),
    "egg": N_("Ei of eitjes"),
    "young": N_("Jong"),
    "adult": N_("Volwassen"),
    "flower": N_("In bloei"),
    "fruit": N_("Met vruchten of zaad"),
    "seedling": N_("Kiemplant"),
}
BEHAVIOURS = {
    "unknown": N_("Weet ik niet"),
    "nest": N_("Op of bij een nest, burcht of hol"),
    "roost": N_("Rust of slaapt op een vaste plek"),
    "foraging": N_("Zoekt eten"),
    "passing": N_("Komt voorbij"),
    "dead": N_("Dood gevonden"),
}
LICENCES = {
    "cc_by": N_("Delen, met mijn naam erbij (CC BY)"),
    "cc0": N_("Vrij gebruiken (CC0)"),
    "ours": N_("Alleen in Haarvaten"),
}
CERTAINTIES = {"sure": N_("Zeker"), "likely": N_("Waarschijnlijk"), "open": N_("Niet te beoordelen")}
# groups of species, as a list names them
MANY = {
    "bird": N_("Vogels"),
    "mammal": N_("Zoogdieren"),
    "amphibian": N_("Amfibieën"),
    "reptile": N_("Reptielen"),
    "fish": N_("Vissen"),
    "butterfly": N_("Vlinders"),
    "dragonfly": N_("Libellen"),
    "insect": N_("Andere insecten"),
    "plant": N_("Planten"),
    "tree_shrub": N_("Bomen en struiken"),
    "fungus": N_("Paddenstoelen"),
    "invasive_plant": N_("Invasieve planten"),
    "invasive_animal": N_("Invasieve dieren"),
    "other": N_("Andere soorten"),
}
# categories of the Red List, worst first
RED_LIST = {
    "VN": N_("Verdwenen uit Nederland"),
    "EB": N_("Ernstig bedreigd"),
    "BE": N_("Bedreigd"),
    "KW": N_("Kwetsbaar"),
    "GE": N_("Gevoelig"),
    "TNB": N_("Niet bedreigd"),
}
