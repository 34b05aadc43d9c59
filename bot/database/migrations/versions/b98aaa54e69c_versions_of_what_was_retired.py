"""versions of what was retired

Revision ID: b98aaa54e69c
Revises: c9aad2c40c0b
"""

import sqlalchemy as sa
from alembic import op

revision = 'b98aaa54e69c'
down_revision = 'c9aad2c40c0b'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not as a batch, which would make the table anew on SQLite, and others refer to it.
    op.add_column(
        'document_version',
        sa.Column('was_retired', sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column('document_version', 'was_retired')
