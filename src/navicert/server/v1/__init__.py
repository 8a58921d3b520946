"""navicert's own routes under /v1, and the metrics."""

from navicert.server.v1.cases import routes as case_routes
from navicert.server.v1.check import routes as check_routes
from navicert.server.v1.evidence import routes as evidence_routes
from navicert.server.v1.lists import routes as list_routes
from navicert.server.v1.quotas import routes as quota_routes
from navicert.server.v1.read import routes as read_routes
from navicert.server.v1.rules import routes as rule_routes
from navicert.server.v1.screen import routes as screen_routes
from navicert.server.v1.system import routes as system_routes

__all__ = ["ROUTERS"]

ROUTERS = (
    screen_routes,
    check_routes,
    read_routes,
    evidence_routes,
    rule_routes,
    quota_routes,
    list_routes,
    case_routes,
    system_routes,
)
