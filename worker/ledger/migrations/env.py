"""Alembic's entry: it runs the steps on the connection that worker/ledger/sql/schema.py hands over,
in its transaction.
"""

from alembic import context

from worker.ledger.sql.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
