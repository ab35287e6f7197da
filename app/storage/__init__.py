"""Bytes of photos and exports, by key."""
