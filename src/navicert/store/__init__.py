"""The store: editions of lists and records of work, kept on disk or in PostgreSQL. The only SQL."""
