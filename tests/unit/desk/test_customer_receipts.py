"""Screenings of the customers leave receipts, from which they can be asked again whatever changed since."""

from dataclasses import replace
from pathlib import Path

import pytest

from navicert.desk import Desk
from navicert.receipts import Receipt

from .desks import Clock, desk_in, load_customers, load_list, person

KIM, RI, PAK = person("kim", "Kim Chol Hyok"), person("ri", "Ri Song Gwan"), person("pak", "Pak Yong Sik")
CUSTOMERS = {"1": "Kim Chol Hyok", "2": "Ri Song Gwan", "3": "Pak Yong Sik", "4": "Anna Schmidt"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    """A desk whose four customers were asked one edition, and then what the next one changed."""
    desk = desk_in(tmp_path, clock)
    load_list(desk, tmp_path, "01-01", [KIM, RI])
    load_customers(desk, tmp_path, CUSTOMERS)
    list(desk.rescreening.screen("watch"))
    clock.days_later(1)
    load_list(desk, tmp_path, "02-01", [KIM, PAK])
    list(desk.rescreening.rescreen("watch", "previous", "current"))
    return desk


def receipts(desk: Desk) -> list[Receipt]:
    return [row.receipt for row in desk.store.receipts.chain()]


def found_in(desk: Desk, receipt: Receipt) -> list[tuple[str, str, str]]:
    (answer,) = desk.verifying.whole(receipt)["answered"]["content"]
    return [(one["customer"], one["entity"], one["side"]) for one in answer["found"]]


def test_a_receipt_holds_the_pairs_that_were_found_and_the_editions(desk: Desk) -> None:
    whole, changed = receipts(desk)
    assert (whole.draft.kind, dict(whole.draft.counts)) == ("customers", {"now": 2})
    assert found_in(desk, whole) == [("1", "kim", "now"), ("2", "ri", "now")]
    assert found_in(desk, changed) == [("2", "ri", "was"), ("3", "pak", "now")]
    assert [used.id[:10] for used in changed.draft.basis.editions] == ["2026-01-01", "2026-02-01"]
    assert desk.rescreening.receipt == changed


def test_it_is_asked_again_the_same_when_customers_and_lists_have_changed(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    clock.days_later(1)
    load_customers(desk, tmp_path, {"1": "Carla Moreno", "4": "Kim Chol Hyok", "5": "Ri Song Gwan"}, is_full=True,
                   accept_shrinkage=True)  # fmt: skip
    load_list(desk, tmp_path, "03-01", [RI])
    assert [desk.verifying.replay(receipt).same for receipt in receipts(desk)] == [True, True]


def test_asked_today_the_customers_of_today_answer(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    clock.days_later(1)
    load_customers(desk, tmp_path, CUSTOMERS | {"4": "Kim Chol Hyok"})
    today = desk.verifying.replay(receipts(desk)[0], today=True)
    assert today.same is False
    assert [one.place for one in today.differences] == ["[0].found[4 kim now]"]


def test_only_those_who_changed_are_asked_and_asked_again(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    list(desk.rescreening.screen("watch"))
    clock.days_later(1)
    load_customers(desk, tmp_path, {"9": "Kim Chol Hyok", "1": "Kim Chol Hyok"})
    list(desk.rescreening.screen("watch"))
    last = receipts(desk)[-1]
    assert found_in(desk, last) == [("9", "kim", "now")]
    assert desk.verifying.whole(last)["asked"]["content"]["only"] == ["9"]
    assert desk.verifying.replay(last).same is True


def test_customers_who_were_erased_explain_a_difference(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    clock.days_later(1)
    load_customers(desk, tmp_path, {"2": "Ri Song Gwan", "3": "Pak Yong Sik", "4": "x"}, is_full=True,
                   accept_shrinkage=True)  # fmt: skip
    desk.store.customers.erase(["1"])
    replayed = desk.verifying.replay(receipts(desk)[0])
    assert replayed.same is False
    assert replayed.explained_by == ("other customers: 4 were asked then, 3 are known of that time",)


def test_a_setting_keeps_none(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    settings = replace(desk.settings, server=replace(desk.settings.server, receipts=False))
    quiet = Desk(settings, desk.now)
    load_list(quiet, tmp_path, "01-01", [KIM])
    load_customers(quiet, tmp_path, CUSTOMERS)
    list(quiet.rescreening.screen("watch"))
    assert receipts(quiet) == []
