"""Read side: filters, lists, counts; always through visible_to()."""
