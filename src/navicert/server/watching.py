"""What the server tells of itself: counts and times for Prometheus, lines of JSON for the log.

Neither holds a name, a query or a secret: a request is told by the route it took.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping
from typing import Any

import structlog
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
REQUESTS = Counter("navicert_requests_total", "Requests answered.", ["method", "route", "status"])
DURATION = Histogram("navicert_request_seconds", "Time to answer.", ["method", "route"], buckets=SECONDS)
SCREENED = Counter("navicert_screened_total", "Questions about parties, by how they were answered.", ["status"])
LIST_ENTRIES = Gauge(
    "navicert_list_entries", "Entries of the edition in force.", ["list"], multiprocess_mode="mostrecent"
)
LIST_AGE = Gauge(
    "navicert_list_age_seconds", "Time since the list was last confirmed.", ["list"], multiprocess_mode="mostrecent"
)
LIST_FRESH = Gauge("navicert_list_fresh", "1 while the list is fresh.", ["list"], multiprocess_mode="mostrecent")
TEXT = CONTENT_TYPE_LATEST


def exposition(folder: str | None) -> bytes:
    """Everything in Prometheus' text format; of all processes, where they share a folder."""
    if folder is None:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def open_log() -> Any:
    """A log of JSON lines on stderr, the web server's own messages among them."""
    shared: list[Any] = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _without_traceback,
            structlog.processors.JSONRenderer(),
        ],
    )
    handler.setFormatter(formatter)
    for name in ("uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)
    return structlog.get_logger()


def _without_traceback(_logger: Any, _method: str, event: Any) -> Any:
    """Exceptions by kind and place: their messages may hold names."""
    error = event.pop("exc_info", None)
    if isinstance(error, tuple) and error[1] is not None:
        event.update(places(error[1]))
    return event


def places(error: BaseException) -> Mapping[str, Any]:
    """What went wrong and where in the program, without what it went wrong with."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "frames": [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-8:]],
    }
