"""Who and what a text names: people, organisations, places, vessels, aircraft and weapons.

Word lists and the shapes of names find much by themselves; a trained recogniser adds what no list holds, and rules
mend its usual mistakes. What is read about a name in one sentence of an article holds in the others.
"""
