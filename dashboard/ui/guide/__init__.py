"""What people with no training need to know to log actions: tactics, columns, fates, in both languages."""
