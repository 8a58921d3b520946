"""What the API and the pages share on the wire: problem details, who may use a route, how answers are sent.

Every route is made with `Routes` and says the least role that may use it; whoever sent the request is
`request.state.visitor`, a `desk.visitors.Visitor`, and the desk is `request.app.state.desk`.
"""

from navicert.wire.answers import etag_of, json_answer, not_modified
from navicert.wire.once import once
from navicert.wire.problems import Problem, problem_of
from navicert.wire.routes import ANYBODY, GuardedRoute, Routes, visitor_of

__all__ = [
    "ANYBODY",
    "GuardedRoute",
    "Problem",
    "Routes",
    "etag_of",
    "json_answer",
    "not_modified",
    "once",
    "problem_of",
    "visitor_of",
]
