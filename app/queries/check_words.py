"""What each pre-check says to a coordinator, by its code."""

from typing import Final

from app.core.errors import N_

SENTENCES: Final = {
    # where
    "place.municipality": N_("In de gemeente %(name)s"),
    "place.no_municipality": N_("Niet bekend in welke gemeente dit is"),
    "place.abroad": N_("Ligt in Duitsland, bij %(near)s"),
    "place.outside": N_("Ligt buiten Drenthe, bij %(near)s"),
    "place.maybe_abroad": N_("Ligt waarschijnlijk in Duitsland, bij %(near)s"),
    "place.maybe_outside": N_("Ligt waarschijnlijk buiten Drenthe, bij %(near)s"),
    "place.more_municipalities": N_("Ligt in meer gemeenten: %(names)s"),
    "place.natura2000": N_("Ligt in het Natura 2000-gebied %(name)s"),
    "place.rough": N_("De plek is bij benadering, tot op %(metres)s m: de lijn is nog niet getekend"),
    # the element
    "size.fits": N_("De maat past bij deze soort"),
    "size.length_m": N_("De lengte is %(value)s m. Gewoon is %(low)s tot %(high)s m."),
    "size.area_m2": N_("De oppervlakte is %(value)s m². Gewoon is %(low)s tot %(high)s m²."),
    "size.width_m": N_("De breedte is %(value)s m. Gewoon is %(low)s tot %(high)s m."),
    "size.count": N_("Het aantal is %(value)s. Gewoon is %(low)s tot %(high)s."),
    "double.none": N_("Niets van dezelfde soort binnen %(metres)s m"),
    "double.near": N_("Misschien dubbel: op %(metres)s m staat al iets van dezelfde soort"),
    "double.over": N_("Misschien dubbel: ligt over iets van dezelfde soort"),
    "consent.yes": N_("De eigenaar vindt het goed"),
    "consent.asked": N_("De eigenaar heeft nog geen antwoord gegeven"),
    "consent.no": N_("De eigenaar wil het niet: bezoekers zien dit niet"),
    "consent.unknown": N_("Niet bekend of de eigenaar het goed vindt"),
    "owner.everyone": N_("Grond van een particulier of boer, en voor iedereen te zien"),
    # the work
    "element.waits": N_("Het landschapselement zelf wacht nog op controle"),
    "element.not_public": N_("Het landschapselement zelf staat niet op de kaart"),
    "work.usual": N_("Dit werk past bij deze soort"),
    "work.unusual": N_("Dit werk is niet gewoon bij deze soort"),
    "work.more_than_all": N_("Er is %(amount)s %(unit)s gedaan. Het hele element is %(whole)s %(unit)s."),
    "work.long_day": N_("%(hours)s uur werk per persoon op één dag"),
    "work.same": N_("Misschien dubbel: lijkt op ander werk van %(days)s dagen eerder of later"),
    "work.same_day": N_("Misschien dubbel: op dezelfde dag is hetzelfde werk vastgelegd"),
    "season.good": N_("Gedaan in een goede tijd"),
    "season.window": N_("Buiten de gewone tijd: die is %(start)s tot en met %(end)s"),
    "season.strict": N_("Nu niet: dit werk hoort alleen van %(start)s tot en met %(end)s"),
    "season.birds.ask": N_("Overleg eerst: vogels broeden van %(start)s tot en met %(end)s"),
    "season.birds.no": N_("Nu niet: vogels broeden van %(start)s tot en met %(end)s"),
    "season.amphibians.ask": N_("Overleg eerst: kikkers en salamanders van %(start)s tot en met %(end)s"),
    "season.amphibians.no": N_("Nu niet: kikkers en salamanders van %(start)s tot en met %(end)s"),
    "nest.none_seen": N_("Nest: gekeken, niets gezien"),
    "nest.nest_seen": N_("Nest: gekeken en wel een nest gezien"),
    "nest.not_checked": N_("Niet gekeken of er een nest zat"),
    # photos and author
    "photos.none": N_("Er zijn geen foto’s"),
    "photos.unreadable": N_("Een foto is niet te lezen"),
    "photos.coming": N_("Foto’s onderweg: %(come)s van %(all)s is er"),
    "photos.waiting": N_("Nog niet alle foto’s zijn klaar"),
    "photos.ready": N_("Alle foto’s zijn er"),
    "author.first": N_("Van deze vrijwilliger is nog niets goedgekeurd"),
    # clock and calendar
    "clock.ahead": N_("Ingestuurd met een klok die ongeveer %(off_s)s voorliep"),
    "clock.behind": N_("Ingestuurd met een klok die ongeveer %(off_s)s achterliep"),
    "day.future": N_("De dag moet nog komen: %(on)s"),
    # the sighting
    "species.known": N_("De soort staat in de lijst"),
    "species.unnamed": N_("Nog zonder naam: kijk wat het is"),
    "species.unknown_name": N_("De naam staat niet in de lijst: kijk wat het is"),
    "species.invasive": N_("Een invasieve soort: vertel het wie de grond beheert"),
    "species.vulnerable": N_("Kwetsbaar: anderen zien een vak van %(km)s km"),
    "species.many": N_("Een groot aantal: %(number)s"),
    "species.same": N_("Misschien dubbel: dezelfde soort, hetzelfde vak en dezelfde tijd"),
    # what a person always decides
    "person.change": N_("Een verbetering: vergelijk oud en nieuw"),
    "person.chooses": N_("Iemand anders was eerder. Kies per regel wat klopt."),
    "person.gone": N_("Wie dit goedkeurt, haalt het element van de kaart"),
    "person.back": N_("Wie dit goedkeurt, zet het element terug op de kaart"),
    "person.ground": N_("Een wens van wie de grond heeft: kijk hier eerst naar"),
    "person.problem": N_("Een melding: is het niet dringend, en wijst de foto niemand aan?"),
    "person.walk": N_("Een ommetje: kloppen de route, de teksten en de toestemmingen?"),
    "person.photo": N_("Iemand zegt dat er iets mis is met een foto"),
}
