"""The reader's figures on the annotated pages of the reference material; they must not fall."""

import importlib.util
import sys

import pytest

from navicert.evidence.naming.small_model import is_installed, load_small_model

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="module")
def bench(shared, root):
    spec = importlib.util.spec_from_file_location("evidence_bench", root / "benchmarks/evidence_bench.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=["with the model", "by rules alone"])
def scored(request, bench):
    """The scorer, its gold, what was read, and whether a model helped."""
    model = request.param == "with the model"
    if model and not is_installed():
        pytest.skip("the extra `reader` is not installed")
    scorer = bench.scorer()
    gold = scorer.load_gold(scorer.HERE, scorer.HERE.parent / "seeds")
    run = bench.reader(load_small_model() if model else None)
    records = run([], [scorer.HERE.parent / "seeds" / page for page in gold.texts], [])
    return scorer, gold, scorer.Reading(records, gold.texts), model


def test_every_offset_is_exact(scored):
    scorer, _, reading, _ = scored
    assert scorer.score_offsets([reading])[0].value() == 1.0


def test_mentions(scored):
    scorer, gold, reading, model = scored
    assert scorer.score_mentions(gold, reading, scorer.Misses())[0].value() >= (0.98 if model else 0.95)


def test_claims_with_speaker_and_modality(scored):
    scorer, gold, reading, _ = scored
    claims = scorer.score_claims(gold, reading, scorer.Misses())
    assert claims.measures[-1].value() >= 0.95
    assert claims.confusion["denied", "asserted"] == 0


def test_events_by_trigger_and_type(scored):
    scorer, gold, reading, _ = scored
    found, kind, _ = scorer.score_events(gold, reading, scorer.Misses())
    assert found.value() >= 0.9
    assert kind.value() >= 0.85
