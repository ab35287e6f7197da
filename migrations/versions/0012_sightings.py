"""Sightings, and their true places in a table of their own.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


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


def choice(name, values, named=None, **more):
    kind = sa.Enum(*values.split(), name=named or name, native_enum=False, length=None)
    return sa.Column(name, kind, **more)


def upgrade():
    op.create_geospatial_table(
        "sighting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claimed_key", sa.String(), nullable=True),
        sa.Column("claim_text", sa.String(), nullable=False),
        sa.Column("claim_group", sa.String(), nullable=False),
        sa.Column("species_key", sa.String(), nullable=True),
        choice("certainty", "sure likely open", nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        choice("stage", "unknown egg young adult flower fruit seedling", named="lifestage", nullable=False),
        choice("behaviour", "unknown nest roost foraging passing dead", nullable=False),
        choice("origin", "unknown wild planted", nullable=False),
        sa.Column("absent", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        choice("licence", "cc0 cc_by ours", nullable=False),
        sa.Column("embargo_until", sa.Date(), nullable=True),
        sa.Column("place_edits", sa.Integer(), nullable=False),
        sa.Column("blur_km", sa.Integer(), nullable=False),
        sa.Column("seen_from", sa.Date(), nullable=False),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("square", sa.String(), nullable=False),
        sa.Column("village", sa.String(), nullable=False),
        sa.Column("town_code", sa.String(), nullable=True),
        sa.Column("element_id", sa.Uuid(), nullable=True),
        shape("shape", 4326),
        shape("shape_3857", 3857),
        sa.CheckConstraint("blur_km IN (0, 1, 5)", name=op.f("ck_sighting_blur_known")),
        sa.CheckConstraint("number IS NULL OR number > 0", name=op.f("ck_sighting_number_positive")),
        sa.CheckConstraint(
            "blur_km = 0 OR element_id IS NULL", name=op.f("ck_sighting_coarse_has_no_element")
        ),
        sa.ForeignKeyConstraint(["id"], ["submission.id"], name=op.f("fk_sighting_id")),
        sa.ForeignKeyConstraint(["claimed_key"], ["species.key"], name=op.f("fk_sighting_claimed_key")),
        sa.ForeignKeyConstraint(["species_key"], ["species.key"], name=op.f("fk_sighting_species_key")),
        sa.ForeignKeyConstraint(["town_code"], ["municipality.code"], name=op.f("fk_sighting_town_code")),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_sighting_element_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
    )
    for name in ("shape", "shape_3857"):
        index = f"idx_sighting_{name}"
        op.create_geospatial_index(index, "sighting", [name], postgresql_using="gist", postgresql_ops={})
    for name, columns in {
        "species": ["species_key", "seen_from", "id"],
        "claimed": ["claimed_key"],
        "when": ["seen_from", "id"],
        "square": ["square", "seen_from", "id"],
        "town": ["town_code", "seen_from", "id"],
        "element": ["element_id", "seen_from", "id"],
    }.items():
        op.create_index(f"ix_sighting_{name}", "sighting", columns)
    op.create_geospatial_table(
        "exact_place",
        sa.Column("sighting_id", sa.Uuid(), nullable=False),
        shape("shape", 4326),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=False),
        sa.Column("element_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["sighting_id"], ["sighting.id"], name=op.f("fk_exact_place_sighting_id")),
        sa.ForeignKeyConstraint(["element_id"], ["element.id"], name=op.f("fk_exact_place_element_id")),
        sa.PrimaryKeyConstraint("sighting_id", name=op.f("pk_exact_place")),
    )
    op.create_geospatial_index(
        "idx_exact_place_shape", "exact_place", ["shape"], postgresql_using="gist", postgresql_ops={}
    )
    op.create_index(op.f("ix_exact_place_element_id"), "exact_place", ["element_id"])
    op.create_table(
        "exact_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sighting_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sighting_id"], ["sighting.id"], name=op.f("fk_exact_view_sighting_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_exact_view_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exact_view")),
    )
    for name in ("sighting_id", "actor_id"):
        op.create_index(op.f(f"ix_exact_view_{name}"), "exact_view", [name])


def downgrade():
    for name in ("actor_id", "sighting_id"):
        op.drop_index(op.f(f"ix_exact_view_{name}"), table_name="exact_view")
    op.drop_table("exact_view")
    op.drop_index(op.f("ix_exact_place_element_id"), table_name="exact_place")
    op.drop_geospatial_index(
        "idx_exact_place_shape", table_name="exact_place", postgresql_using="gist", column_name="shape"
    )
    op.drop_geospatial_table("exact_place")
    for name in ("element", "town", "square", "when", "claimed", "species"):
        op.drop_index(f"ix_sighting_{name}", table_name="sighting")
    for name in ("shape_3857", "shape"):
        op.drop_geospatial_index(
            f"idx_sighting_{name}", table_name="sighting", postgresql_using="gist", column_name=name
        )
    op.drop_geospatial_table("sighting")
