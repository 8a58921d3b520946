"""Runs over files of transactions: what their answers depend on."""

from datetime import date

from navicert.desk import program
from navicert.desk.transactions import run_of

from .desks import desk_in


def test_a_run_of_other_code_is_not_taken_up_though_its_version_is_the_same(tmp_path, monkeypatch):
    file = tmp_path / "rows.csv"
    file.write_text("activity\nsupply\n")
    desk, known_on = desk_in(tmp_path), date(2026, 3, 2)
    begun = run_of(desk, file, known_on).subject
    assert run_of(desk, file, known_on).subject == begun
    monkeypatch.setattr(program, "code_digest", lambda: "sha256:other")
    assert run_of(desk, file, known_on).subject != begun
