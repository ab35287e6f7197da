"""The only package that knows SRIDs and dialects."""
