"""The Plan page: a module a view."""
