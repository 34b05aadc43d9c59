"""Vectors of texts that can be found.

Revision ID: 5fed1c60b080
Revises: b98aaa54e69c
"""

import sqlalchemy as sa
from alembic import op

revision = '5fed1c60b080'
down_revision = 'b98aaa54e69c'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('text_vector',
    sa.Column('encoder', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('encoder', 'digest', name=op.f('pk_text_vector'))
    )


def downgrade() -> None:
    op.drop_table('text_vector')
