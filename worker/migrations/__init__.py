"""The ledger's schema, step by step; `worker/sql/schema.py` runs it forward."""
