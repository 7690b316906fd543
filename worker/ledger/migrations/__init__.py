"""The ledger's schema, step by step; `worker/ledger/sql/schema.py` runs it forward."""
