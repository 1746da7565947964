"""The state of the tracer: the records of the run under way, and who acts right now."""

from .trace import Trace


class Tracer:
    """`actor` is the record of the task at work; `findings` is None while nothing is traced (warm-up)."""

    def __init__(self):
        self.begin(None)

    def begin(self, findings):
        """Forget everything and record for `findings`."""
        self.trace = Trace()
        self.findings = findings
        self.actor = None
        self.origins = {}
        self.samples = []
        self.banded_ns = 0


tracer = Tracer()
