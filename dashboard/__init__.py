"""A dashboard for campaigns that press people in power by calling and postering their offices."""

__version__ = "0.1.0"
