"""Reference data: ridings, boundaries, members and offices, postal codes."""
