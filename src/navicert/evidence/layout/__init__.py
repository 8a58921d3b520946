"""How a news page is laid out: its lines, what can be seen on them, and which role each plays."""
