"""What pages are made of: cached tables, the filters and the address, widgets, words, and the map."""
