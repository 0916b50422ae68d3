"""Django's PostgreSQL backend over a server that the project carries with it."""
