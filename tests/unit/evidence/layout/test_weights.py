"""The table of weights speaks of roles and cues that exist."""

import inspect

from navicert.evidence.layout import cues as neighbours
from navicert.evidence.layout.roles import EXPECTED, LAST, STEPS, ZONES
from navicert.evidence.layout.signs import PATTERNS, SIZES
from navicert.evidence.layout.weights import ALWAYS, weights

OF_LINES = {*PATTERNS, "lead", "lead_agency", "stamp", "huge", *(name for _, name in SIZES)}


def test_every_cue_of_the_table_can_be_seen():
    table = weights()
    named = {cue for row in (*table.by_role.values(), table.opening, table.further) for cue in row} - {ALWAYS}
    source = inspect.getsource(neighbours)
    assert {cue for cue in named - OF_LINES if f'"{cue}"' not in source} == set()


def test_every_role_that_a_line_can_play_has_weights():
    assert {state.role for state in EXPECTED} == set(weights().by_role)


def test_every_zone_can_be_entered_and_left_or_end_a_page():
    assert {zone for pair in STEPS for zone in pair} == set(ZONES) == set(LAST)
