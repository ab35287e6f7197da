"""Forms: text becomes a frozen command."""
