"""That an answer helped needs no word.

It goes in the release that stops reading it, as none that reads it was ever released.

Revision ID: c9aad2c40c0b
Revises: bea1dba3d8cf
"""

import sqlalchemy as sa
from alembic import op

revision = 'c9aad2c40c0b'
down_revision = 'bea1dba3d8cf'
branch_labels = None
depends_on = None

def upgrade() -> None:

    with op.batch_alter_table('inquiry_verdict', schema=None) as batch_op:
        batch_op.drop_column('helped')

def downgrade() -> None:

    with op.batch_alter_table('inquiry_verdict', schema=None) as batch_op:
        batch_op.add_column(sa.Column('helped', sa.BOOLEAN(), server_default=sa.true(), nullable=False))

