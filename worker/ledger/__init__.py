"""The ledger: port, SQL, migrations."""
