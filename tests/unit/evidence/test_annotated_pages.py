"""The reader's figures on our own annotated pages, which need no reference material; they must not fall."""

import importlib.util
import sys

import pytest

from navicert.evidence.naming.small_model import is_installed, load_small_model

pytestmark = pytest.mark.slow

FLOORS = {
    "tuned": {"split": 0.93, "published": 0.75, "mentions": 0.94, "dates": 0.97, "quantities": 0.96, "claims": 0.9},
    "held_out": {"split": 0.8, "published": 0.9, "mentions": 0.9, "dates": 0.93, "quantities": 0.92, "claims": 0.8},
}


@pytest.fixture(scope="module")
def bench(root):
    path = root / "benchmarks/evidence_pages.py"
    spec = importlib.util.spec_from_file_location("evidence_pages", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=sorted(FLOORS))
def scored(request, bench, root):
    if not is_installed():
        pytest.skip("the extra `reader` is not installed")
    pages = bench.load(root / "tests/golden/evidence" / request.param)
    return request.param, bench.score(pages, load_small_model())


def test_no_figure_falls_below_what_was_reached(scored):
    name, scores = scored
    fallen = {key: scores.figures[key].value() for key, floor in FLOORS[name].items()
              if scores.figures[key].value() < floor}  # fmt: skip
    assert not fallen, scores.misses


def test_denials_are_not_read_as_assertions(scored):
    _, scores = scored
    denied = sum(number for (wanted, _), number in scores.modalities.items() if wanted == "denied")
    assert scores.denied_as_asserted <= 0.2 * denied


def test_a_note_that_does_not_fit_its_page_is_refused(bench):
    from annotated_pages import CannotAnnotate, parse_page

    with pytest.raises(CannotAnnotate, match="is not in"):
        parse_page("p", "@ a1 | Own | 2019-06-06\nT|Port opens\nB|The port opened on Monday.\n~d Tuesday = 2019-06-04")


@pytest.mark.shared
def test_the_reference_gold_is_read_by_the_same_scorer(bench, shared):
    pages = bench.load(shared / "evidence")
    assert sum(len(page.records["articles"]) for page in pages) == 13
    assert all(page.text for page in pages)
