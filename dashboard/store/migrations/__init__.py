"""Migrations of the store: forwards only, each in the transaction of whoever runs them."""
