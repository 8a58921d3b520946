"""The watch: what it found, when it last looked, and proof that every customer was asked."""

from __future__ import annotations

from fastapi import Request

from navicert.web.rendering import Pages, View, desk_of

routes = Pages(least="viewer")


def _watch(request: Request) -> View:
    desk = desk_of(request)
    notices = [
        {"at": one.at, "kind": one.kind, "grave": one.grave, "words": one.words, "case": _case_of(one.key)}
        for one in desk.store.notices.newest(200)
    ]
    rounds = [
        {"number": one.number, "began_at": one.began_at, "ended_at": one.ended_at, "report": one.report}
        for one in desk.store.notices.rounds(14)
    ]
    covered = [
        {
            "list": one.list,
            "edition": one.edition,
            "customers": one.customers,
            "unscreened": one.unscreened,
            "screened_at": one.screened_at,
            "canaries_planted": one.canaries.planted if one.canaries else None,
            "canaries_found": one.canaries.found if one.canaries else None,
            "whole": one.is_whole,
        }
        for one in desk.rescreening.coverage()
    ]
    warnings = list(desk.lists.coverage().warnings)
    data = {"notices": notices, "rounds": rounds, "coverage": covered, "warnings": warnings}
    return View("watch", "Watch", data, covered)


def _case_of(key: str) -> str | None:
    """The case that a notice is about, by its key."""
    about, _, rest = key.partition(":")
    return rest.partition(":")[0] if about == "case" else None


routes.page("/watch", _watch)
