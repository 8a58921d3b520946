"""Names: scripts, romanisation, name parts, organisation forms, and how two names compare. Knows no list."""
