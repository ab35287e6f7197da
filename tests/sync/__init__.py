"""What devices hand in, by the API (docs/adr/0021)."""
