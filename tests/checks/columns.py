"""Which columns hold words that people chose, and which only we fill; a column in neither list fails."""

import sqlalchemy as sa

from app.extensions import db

WORDS = {
    "person.name", "element.name", "element.title", "element.story", "maintenance_log.notes",
    "maintenance_log.season_why", "ground_claim.contact", "ground_claim.notes", "presence_check.notes",
    "element_change.why", "problem_report.notes", "problem_report.handled_by", "problem_report.outcome",
    "photo_report.notes", "decision.reason", "photo.alt", "area_import.source",
    "area_import.credit", "area.name", "canned_answer.label_nl", "canned_answer.label_en",
    "canned_answer.text_nl", "canned_answer.text_en", "site_notice.title_nl", "site_notice.title_en",
    "site_notice.text_nl", "site_notice.text_en", "sighting.claim_text", "sighting.notes",
    "species.dutch_name", "species.scientific_name",
    "species.source", "species_name.name", "species.blur_reason_nl", "species_change.reason",
    "checklist_import.source", "checklist_import.title", "event.title", "event.about", "event.aim",
    "event.pause", "event.meeting", "event.parking", "event.leader", "event.first_aider", "event.phone",
    "event.tools", "event.bring", "event.catering", "event.safety", "event.insurance", "event.permit",
    "event.nest_look", "event.accident", "sign_up.name", "sign_up.phone", "sign_up.organisation",
    "walk.name", "walk.about", "walk.start", "walk.parking", "walk.bus", "walk.wheelchair_notes",
    "walk.buggy_notes", "walk.dogs_notes", "walk.wet_notes", "walk.closed_why", "walk_section.owner_name",
    "walk_section.consent_note", "walk_stop.name", "walk_stop.text", "walk_closure.why",
    "village_group.name", "village_group.about", "village_group.contact", "membership.note",
    "group_call.words", "group_offer.note", "idea.title", "idea.about",
}  # fmt: skip
INSIDE = {
    "canned_answer.replies_nl",
    "canned_answer.replies_en",
    "decision.changes",
    "element_change.base",
    "element_change.wanted",
    "area_import.report",
    "checklist_import.report",
    "species_change.changes",
}  # JSON
CHECKED = {  # typed, but only what passed a check of its form is stored
    "person.email": "an address without blanks or brackets",
    "sign_in_code.email": "the same",
    "sign_up.email": "an address without blanks or brackets",
    "blocked_sender.value": "the same, or a domain",
    "sign_in_code.next_url": "a path of this site",
    "walk_consent.email": "an address without blanks or brackets",
    "export.asked": "keys and codes of the filter of a list",
    "area.code": "a code of CBS or EU, compared with those we know",
    "area.value": "one of four words",
    "submission.manifest": "numbers of photos; its words are shown as photo.alt when they have come",
}
PROSE = {  # sentences: htmx is told to leave what holds them alone
    "element.story", "maintenance_log.notes", "maintenance_log.season_why", "ground_claim.contact",
    "ground_claim.notes", "presence_check.notes", "element_change.why",
    "photo_report.notes", "problem_report.notes", "problem_report.outcome", "decision.reason",
    "sighting.notes", "species_change.reason", "event.about", "event.aim", "event.meeting", "event.parking",
    "event.tools", "event.bring", "event.catering", "event.safety", "event.insurance", "event.permit",
    "event.nest_look",
    "walk.about", "walk_section.consent_note", "walk_stop.text", "walk_closure.why",
    "village_group.about", "membership.note",
    "group_call.words", "group_offer.note", "idea.about",
}  # fmt: skip
OURS = {
    "element.in_municipality", "element.village", "problem_report.village", "element.square",
    "element_word.word", "event.village", "idea.village", "event.risks", "sign_up.language",
    "maintenance_log.unit", "photo.sent_type", "photo.host", "session.device", "area_import.error",
    "submission.kind", "submission.checks", "decision.rule", "decision.step", "decision.before",
    "decision.after", "person.language", "person.theme", "attempt.kind", "map_layer.name",
    "map_layer.token", "job.name", "job.lane", "job.payload", "job.host", "job.claimed_by", "job.last_error",
    "municipality.code", "municipality.name", "place.name", "canned_answer.kinds", "canned_answer.step",
    "sighting.claim_group", "sighting.square", "sighting.village", "exact_place.seen_at",
    "species.key", "species.group", "species.red_list", "species.red_list_certainty",
    "species.protection", "species.guild", "species.type_keys",
    "species.notes_nl", "species.taxon_id",
    "species_word.part", "species_word.text", "species_stem.stem", "species_stem.word", "species_typo.form",
    "species_typo.stem", "job_done.name", "person_event.after", "person_event.before", "trust.kind",
    "validator.species_group", "first_record.square",
    "checklist_import.host", "checklist_import.counts", "checklist_import.error",
}  # fmt: skip
SHIPPED = {"activity", "element_type", "type_activity"}  # tables that we load from our own files


def text_columns() -> set[str]:
    """Return table.column of all that may hold words: text and JSON, no choices, keys elsewhere or hashes."""
    found = set()
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            free = isinstance(column.type, sa.String | sa.JSON) and not isinstance(column.type, sa.Enum)
            if free and not column.foreign_keys and not column.name.endswith("sha256"):
                found.add(f"{table.name}.{column.name}")
    return {name for name in found if name.partition(".")[0] not in SHIPPED}
