"""Outline and profile in, placed paragraphs out."""

from services.renderer.plan.plan import plan

__all__ = ["plan"]
