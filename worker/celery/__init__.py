"""Celery: app, tasks and relay. The only files that know it."""
