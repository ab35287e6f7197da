"""Ask another server for facts: only the one of the settings, briefly, never inside a use case (W09)."""
