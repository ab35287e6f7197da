"""Ommetjes: short walks around a village, and the sections of their line.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None
OWNERS = "municipality water_board province site_manager farmer private unknown"
CONSENTS = "unknown public_road asked given unlisted refused"


def choice(name, values, named, **more):
    kind = sa.Enum(*values.split(), name=named, native_enum=False, length=None)
    return sa.Column(name, kind, **more)


def words(name):
    return sa.Column(name, sa.String(), nullable=False)


def shape(name, srid):
    kind = Geometry(
        srid=srid,
        dimension=2,
        spatial_index=False,
        from_text="ST_GeomFromEWKT",
        name="geometry",
        nullable=False,
    )
    return sa.Column(name, kind, nullable=False)


def upgrade():
    fits = "yes partly no unknown"
    op.create_table(
        "walk",
        sa.Column("id", sa.Uuid(), nullable=False),
        words("name"),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        words("about"),
        choice("stage", "idea drawn agreed laid_out open closed lapsed", "walkstage", nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("length_m", sa.Double(), nullable=True),
        choice("runs", "round eight back one_way", "walkshape", nullable=True),
        choice("wheelchair", fits, "fit", nullable=False),
        words("wheelchair_notes"),
        choice("buggy", fits, "fit", nullable=False),
        words("buggy_notes"),
        choice("dogs", "yes leash no unknown", "dogs", nullable=False),
        words("dogs_notes"),
        words("wet_notes"),
        words("start"),
        words("parking"),
        words("bus"),
        words("closed_why"),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f("fk_walk_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_walk_place_id")),
        sa.ForeignKeyConstraint(["group_id"], ["village_group.id"], name=op.f("fk_walk_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk")),
    )
    op.create_index(op.f("ix_walk_place_id"), "walk", ["place_id"])
    op.create_index(op.f("ix_walk_group_id"), "walk", ["group_id"])
    op.create_index("ix_walk_list", "walk", ["is_public", "name", "id"])
    op.create_geospatial_table(
        "walk_section",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        shape("shape", 4326),
        sa.Column("length_m", sa.Double(), nullable=False),
        choice("surface", "unknown sand grass half paved plank", "surface", nullable=False),
        sa.Column("bike", sa.Boolean(), nullable=False),
        sa.Column("horse", sa.Boolean(), nullable=False),
        sa.Column("wet", sa.Boolean(), nullable=False),
        choice("owner_kind", OWNERS, "owner", nullable=False),
        words("owner_name"),
        choice("consent", CONSENTS, "landconsent", nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        words("consent_note"),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name=op.f("fk_walk_section_walk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_section")),
    )
    op.create_geospatial_index(
        "idx_walk_section_shape", "walk_section", ["shape"], postgresql_using="gist", postgresql_ops={}
    )
    op.create_index(op.f("ix_walk_section_walk_id"), "walk_section", ["walk_id"])
    op.create_table(
        "walk_stop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        words("name"),
        words("text"),
        sa.Column("element_id", sa.Uuid(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("along_m", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name=op.f("fk_walk_stop_walk_id")),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_walk_stop_element_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_stop")),
    )
    for name in ("walk_id", "element_id"):
        op.create_index(op.f(f"ix_walk_stop_{name}"), "walk_stop", [name])
    op.create_table(
        "walk_closure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(f"{end}_{part}", sa.Integer(), nullable=False)
            for end in ("first", "last")
            for part in ("month", "day")
        ),
        words("why"),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name=op.f("fk_walk_closure_walk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_closure")),
    )
    op.create_index(op.f("ix_walk_closure_walk_id"), "walk_closure", ["walk_id"])

    op.create_table(
        "walk_consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        words("email"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        choice("said", "agree unlisted refuse not_mine", "owneranswer", nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["section_id"], ["walk_section.id"], name=op.f("fk_walk_consent_section_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_walk_consent_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_consent")),
    )
    for name in ("section_id", "expires_at"):
        op.create_index(op.f(f"ix_walk_consent_{name}"), "walk_consent", [name])


def downgrade():
    for name in ("expires_at", "section_id"):
        op.drop_index(op.f(f"ix_walk_consent_{name}"), table_name="walk_consent")
    op.drop_table("walk_consent")
    op.drop_index(op.f("ix_walk_closure_walk_id"), table_name="walk_closure")
    op.drop_table("walk_closure")
    for name in ("element_id", "walk_id"):
        op.drop_index(op.f(f"ix_walk_stop_{name}"), table_name="walk_stop")
    op.drop_table("walk_stop")
    op.drop_index(op.f("ix_walk_section_walk_id"), table_name="walk_section")
    op.drop_geospatial_index(
        "idx_walk_section_shape", table_name="walk_section", postgresql_using="gist", column_name="shape"
    )
    op.drop_geospatial_table("walk_section")
    op.drop_index("ix_walk_list", table_name="walk")
    op.drop_index(op.f("ix_walk_group_id"), table_name="walk")
    op.drop_index(op.f("ix_walk_place_id"), table_name="walk")
    op.drop_table("walk")
