"""How data leaves: documents only, no HTTP."""
