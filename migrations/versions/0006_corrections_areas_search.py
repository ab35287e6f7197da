"""Corrections, presence checks, owners' wishes, areas, words to search by, and what lists sort by.

Revision ID: 0006
Revises: 0005
"""

import unicodedata

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
SOURCES = ("village", "map", "person")


def _element_columns():
    def choice(name, *words):
        return sa.Enum(*words, name=name, native_enum=False, length=None)

    return (
        sa.Column("core_network", choice("corenetwork", "nnn", "dnn", "none", "unknown"), server_default="unknown", nullable=False),
        sa.Column("core_network_by", choice("source", *SOURCES), nullable=True),
        sa.Column("area_type", choice("areatype", "nature", "patterns", "farming", "living", "unknown"), server_default="unknown", nullable=False),
        sa.Column("area_type_by", choice("source", *SOURCES), nullable=True),
        sa.Column("municipality_by", choice("source", *SOURCES), server_default="village", nullable=False),
        sa.Column("in_municipality", sa.String(), nullable=True),
        sa.Column("village", sa.String(), server_default="", nullable=False),
        sa.Column("condition_order", sa.Integer(), server_default="3", nullable=False),
    )  # fmt: skip


def upgrade():
    op.add_column("submission", sa.Column("urgency", sa.Integer(), server_default="1", nullable=False))
    op.drop_index("ix_submission_queue", table_name="submission")
    op.create_index("ix_submission_queue", "submission", ["waits", "urgency", "received_at", "id"])
    op.add_column("photo", sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
    for column in _element_columns():
        op.add_column("element", column)
    _fill_repeats()
    for name in ("village", "condition_order", "in_municipality"):
        op.create_index(_list_index(name), "element", ["is_public", name, "title", "id"])
    _corrections()
    _areas()
    op.create_table(
        "follow",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_follow_element_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_follow_person_id")),
        sa.PrimaryKeyConstraint("person_id", "element_id", name=op.f("pk_follow")),
    )
    op.create_index(op.f("ix_follow_element_id"), "follow", ["element_id"])
    op.create_table(
        "element_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_element_word_element_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "element_id", name=op.f("pk_element_word")),
    )  # fmt: skip
    op.create_index(op.f("ix_element_word_element_id"), "element_word", ["element_id"])
    _fill_words()


def _list_index(column):
    return f"ix_element_list_{ {'condition_order': 'condition', 'in_municipality': 'municipality'}.get(column, column) }"


def _fill_repeats():
    op.execute(
        "UPDATE element SET"
        " in_municipality = (SELECT municipality_code FROM submission WHERE submission.id = element.id),"
        " village = (SELECT name FROM place WHERE place.id = element.place_id),"
        " condition_order = CASE condition WHEN 'poor' THEN 0 WHEN 'fair' THEN 1 WHEN 'good' THEN 2 ELSE 3 END"
    )


def _fill_words():
    connection = op.get_bind()
    element = sa.table("element", sa.column("id", sa.Uuid()), sa.column("title", sa.String()))
    word = sa.table("element_word", sa.column("word", sa.String()), sa.column("element_id", sa.Uuid()))
    rows = [
        {"word": each, "element_id": row.id}
        for row in connection.execute(sa.select(element))
        for each in _words(row.title)
    ]
    for start in range(0, len(rows), 5000):
        connection.execute(word.insert(), rows[start : start + 5000])


def _words(title):
    """Return the words as app/core/text.py made them when this was written."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return {word[:40] for word in "".join(c if c.isalnum() else " " for c in plain).split()}


def _handed_in(name, *columns):
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f(f"fk_{name}_element_id")),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f(f"fk_{name}_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _corrections():
    _handed_in(
        "element_change",
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("base", JSON, nullable=False),
        sa.Column("wanted", JSON, nullable=False),
        sa.Column("desk_chooses", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
    )
    op.create_index(op.f("ix_element_change_element_id"), "element_change", ["element_id"])
    _handed_in(
        "presence_check",
        sa.Column("seen", sa.Enum("same", "changed", "gone", "not_visible", name="seen", native_enum=False, length=None), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_presence_check_history", "presence_check", ["element_id", "seen_on", "id"])
    _handed_in(
        "ground_claim",
        sa.Column("wish", sa.Enum("hide", "hide_photos", "keep", "talk", name="wish", native_enum=False, length=None), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
    )  # fmt: skip
    op.create_index(op.f("ix_ground_claim_element_id"), "ground_claim", ["element_id"])


def _areas():
    op.create_table(
        "area_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("layer", sa.Enum("municipalities", "provinces", "natura2000", "nnn", "area_types", name="arealayer", native_enum=False, length=None), nullable=False),
        sa.Column("state", sa.Enum("reading", "checked", "failed", "applied", "undone", name="importstate", native_enum=False, length=None), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("credit", sa.String(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=True),
        sa.Column("report", JSON, nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_area_import_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_import")),
    )  # fmt: skip
    op.create_index(op.f("ix_area_import_actor_id"), "area_import", ["actor_id"])
    op.create_index("ix_area_import_layer", "area_import", ["layer", "state", "applied_at"])
    op.create_geospatial_table(
        "area",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("shape", Geometry(srid=4326, dimension=2, spatial_index=False, from_text="ST_GeomFromEWKT", name="geometry", nullable=False), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["area_import.id"], name=op.f("fk_area_import_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
    )  # fmt: skip
    op.create_geospatial_index(
        "idx_area_shape", "area", ["shape"], unique=False, postgresql_using="gist", postgresql_ops={}
    )
    op.create_index(op.f("ix_area_import_id"), "area", ["import_id"])


def downgrade():
    op.drop_table("element_word")
    op.drop_table("follow")
    op.drop_index(op.f("ix_area_import_id"), table_name="area")
    op.drop_geospatial_index(
        "idx_area_shape", table_name="area", postgresql_using="gist", column_name="shape"
    )
    op.drop_geospatial_table("area")
    op.drop_table("area_import")
    for name in ("ground_claim", "presence_check", "element_change"):
        op.drop_table(name)
    for name in ("village", "condition_order", "in_municipality"):
        op.drop_index(_list_index(name), table_name="element")
    for column in reversed(_element_columns()):
        op.drop_column("element", column.name)
    op.drop_column("photo", "hidden_at")
    op.drop_index("ix_submission_queue", table_name="submission")
    op.drop_column("submission", "urgency")
    op.create_index("ix_submission_queue", "submission", ["waits", "received_at", "id"])
