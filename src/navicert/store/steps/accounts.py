"""Tables of accounts: who may sign in, sessions, API keys, the audit of sign-ins."""

from __future__ import annotations

from navicert.store.steps.guard import Step

STEP: Step = ()
