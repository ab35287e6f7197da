"""The program that typesets one document; it is run, not imported."""
