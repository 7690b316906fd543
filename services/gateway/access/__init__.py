"""Who may call: roles, throttles, the audit log."""
