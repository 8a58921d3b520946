"""Accounts: who may sign in, and who did. For admins."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from navicert.desk.visitors import ROLES
from navicert.errors import InvalidInput
from navicert.web.rendering import Pages, View, desk_of, see
from navicert.wire import visitor_of

routes = Pages(least="admin")


def _accounts(request: Request) -> View:
    return _shown(request)


def _shown(request: Request, new: Mapping[str, str] | None = None) -> View:
    desk = desk_of(request)
    rows = [
        {
            "name": one.name,
            "role": one.role,
            "created_at": one.created_at,
            "by": one.created_by,
            "ended_at": one.ended_at,
        }
        for one in desk.accounts.all()
    ]
    audit = [
        {"at": one.at, "name": one.name, "from": one.address, "outcome": one.outcome} for one in desk.accounts.audit(50)
    ]
    return View("accounts", "Accounts", {"accounts": rows, "audit": audit}, rows, shown={"roles": ROLES, "new": new})


def _act(request: Request, fields: Mapping[str, str]) -> Response | View:
    accounts, by, name = desk_of(request).accounts, visitor_of(request).name, fields.get("name", "")
    act = fields.get("act")
    if act == "create":
        return _shown(request, {"name": name, "password": accounts.create(name, fields.get("role", ""), by=by)})
    if act == "reset":
        return _shown(request, {"name": name, "password": accounts.reset(name, by=by)})
    if act == "role":
        accounts.set_role(name, fields.get("role", ""), by=by)
    elif act == "end":
        accounts.end(name, by=by)
    else:
        raise InvalidInput("no such act", where="act")
    return see("/accounts")


routes.page("/accounts", _accounts)
routes.act("/accounts", _act)
