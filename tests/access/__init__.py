"""Who may do what, over every route (A01, A02, A03)."""
