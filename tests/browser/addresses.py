"""Every page that people open, and as whom; the checks of looks and the screenshots walk this list."""

from tests.world import World

Page = tuple[str, str, str]  # a name for the file, who looks ("" is a visitor), the address
WHO = ("", "anna", "chris", "dirk")


def pages(world: World) -> list[Page]:
    visitor = [
        ("start-bezoeker", "/"),
        ("meldingen", "/meldingen"),
        ("melding", f"/meldingen/{world.problem}"),
        ("kaart", "/kaart"),
        ("lijst", "/elementen"),
        ("lijst-leeg", "/elementen?soort=brook"),
        ("element", f"/elementen/{world.bank}"),
        ("soorten", "/soorten"),
        ("soorten-gezocht", "/soorten?zoek=grone+spect"),
        ("soort", "/soorten/athene-noctua"),
        ("soort-invasief", "/soorten/reynoutria-japonica"),
        ("te-doen", "/onderhoud"),
        ("werk", f"/onderhoud/{world.log}"),
        ("waarnemingen", "/waarnemingen"),
        ("waarnemingen-leeg", "/waarnemingen?naam=adder"),
        ("waarneming", f"/waarnemingen/{world.sighting}"),
        ("inloggen", "/account/inloggen"),
        ("over", "/over"),
        ("hulp", "/hulp"),
        ("privacy", "/privacy"),
        ("toegankelijkheid", "/toegankelijkheid"),
        ("niet-gevonden", "/bestaat-niet"),
        ("versturen-bezoeker", "/versturen"),
        ("geen-bereik", "/schil/nl/geen-bereik"),
        ("componenten", "/dev/componenten"),
        ("mail", "/dev/mail"),
        ("mail-uit", f"/mail-uit/{world.mail_key}"),
    ]
    volunteer = [
        ("start", "/"),
        ("vastleggen", "/vastleggen"),
        ("element-nieuw", "/elementen/nieuw"),
        ("element-wacht", f"/elementen/{world.pond}"),
        ("element-bewerken", f"/elementen/{world.returned}/verbeteren"),
        ("werk-nieuw", f"/onderhoud/nieuw?element={world.bank}"),
        ("werk-wacht", f"/onderhoud/{world.waiting_log}"),
        ("staat-er-nog", f"/elementen/{world.bank}/staat-er-nog"),
        ("melding-nieuw", f"/meldingen/nieuw?element={world.bank}"),
        ("melding-eigen", f"/meldingen/{world.problem}"),
        ("melding-klaar", f"/meldingen/{world.solved}"),
        ("melding-niet-opgelost", f"/meldingen/{world.solved}/niet-opgelost"),
        ("mijn-grond", f"/elementen/{world.bank}/mijn-grond"),
        ("voorstel", f"/elementen/{world.bank}/voorstel"),
        ("verbetering", f"/elementen/verbeteringen/{world.change}"),
        ("gezien", f"/elementen/gezien/{world.seen}"),
        ("waarneming-nieuw", f"/waarnemingen/nieuw?element={world.bank}"),
        ("waarneming-eigen", f"/waarnemingen/{world.sighting}"),
        ("waarneming-bewerken", f"/waarnemingen/{world.waiting_sighting}/verbeteren"),
        ("foto-melden", f"/fotos/{world.photo}/melding"),
        ("foto-gemeld", f"/fotos/meldingen/{world.report}"),
        ("versturen", "/versturen"),
        ("kopie", "/versturen/kopie"),
        ("inzendingen", f"/account/inzendingen?nieuw={world.pond}"),
        ("inzending", f"/account/inzendingen/{world.returned}"),
        ("wanneer-mail", "/account/mail"),
        ("account", "/account"),
    ]
    desk = [
        ("controle", "/controle"),
        ("controle-element", f"/controle/{world.pond}"),
        ("controle-werk", f"/controle/{world.waiting_log}"),
        ("controle-verbetering", f"/controle/{world.change}"),
        ("melding-plannen", f"/meldingen/{world.problem}/plannen"),
        ("melding-opgelost", f"/meldingen/{world.problem}/opgelost"),
        ("controle-grond", f"/controle/{world.claim}"),
        ("controle-foto", f"/controle/{world.report}"),
        ("controle-waarneming", f"/controle/{world.waiting_sighting}"),
        ("controle-samen", "/controle/samen"),
        ("weg-vraag", f"/elementen/{world.bank}/stand/weg"),
        ("gebieden", "/beheer/gebieden"),
        ("gebieden-nagekeken", f"/beheer/gebieden/{world.areas}"),
        ("gebieden-vraag", f"/beheer/gebieden/{world.areas}/gebruiken"),
    ]
    admin = [
        ("beheer-mensen", "/beheer/mensen"),
        ("beheer-mens", f"/beheer/mensen/{world.person}"),
        ("beheer-rol", f"/beheer/mensen/{world.person}/rol"),
        ("beheer-antwoorden", "/beheer/antwoorden"),
        ("beheer-antwoord", f"/beheer/antwoorden/{world.answer}"),
        ("beheer-antwoord-nieuw", "/beheer/antwoorden/nieuw"),
        ("beheer-melding", "/beheer/melding"),
        ("beheer-blokkades", "/beheer/blokkades"),
        ("beheer-taken", "/beheer/taken"),
    ]
    asked = zip(WHO, (visitor, volunteer, desk, admin), strict=True)
    return [(name, who, path) for who, found in asked for name, path in found]
