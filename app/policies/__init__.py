"""Who may do what: can_…() and visible_to(), no writes."""
