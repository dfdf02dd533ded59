"""The store: campaigns, actions with their history, uploads, reference data and the audit trail, in SQL."""

from dashboard.store.store import Store

__all__ = ["Store"]
