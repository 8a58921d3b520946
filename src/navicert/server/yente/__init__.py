"""Routes as clients of yente and OpenRefine expect them; docs/api.md tells where they differ."""

from navicert.server.yente.catalog import routes as catalog_routes
from navicert.server.yente.entities import routes as entity_routes
from navicert.server.yente.match import routes as match_routes
from navicert.server.yente.reconcile import routes as reconcile_routes
from navicert.server.yente.search import routes as search_routes

__all__ = ["ROUTERS"]

ROUTERS = (match_routes, search_routes, entity_routes, catalog_routes, reconcile_routes)
