"""Names of species, searched in spite of typing errors; `flask reference load` fills them.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
IDENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KIND = sa.Enum("dutch", "scientific", "synonym", name="namekind", native_enum=False, length=None)


def upgrade():
    op.create_table(
        "species_name",
        sa.Column("id", IDENT, autoincrement=False, nullable=False),
        sa.Column("species_key", sa.String(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["species_key"], ["species.key"], name=op.f("fk_species_name_species_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_species_name")),
    )
    op.create_index(op.f("ix_species_name_species_key"), "species_name", ["species_key"])
    op.create_table(
        "species_word",
        sa.Column("tier", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", TEXT, nullable=False),
        sa.Column("at", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_id", IDENT, autoincrement=False, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["name_id"], ["species_name.id"], name=op.f("fk_species_word_name_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tier", "part", "at", "name_id", name=op.f("pk_species_word")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_species_word_name_id"), "species_word", ["name_id", "part"])
    op.create_table(
        "species_stem",
        sa.Column("stem", TEXT, nullable=False),
        sa.Column("word", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("stem", "word", name=op.f("pk_species_stem")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "species_typo",
        sa.Column("form", TEXT, nullable=False),
        sa.Column("stem", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("form", "stem", name=op.f("pk_species_typo")),
        sqlite_with_rowid=False,
    )


def downgrade():
    for table in ("species_typo", "species_stem", "species_word", "species_name"):
        op.drop_table(table)
