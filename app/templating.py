"""Jinja filters and globals."""

from flask import Flask


def register(app: Flask) -> None:
    """Bind filters."""
