"""Commands. Thin: they read arguments, call the desk, and print."""
