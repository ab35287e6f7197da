"""Render and send one mail; called by jobs only."""
