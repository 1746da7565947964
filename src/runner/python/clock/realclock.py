"""The real clock with the same face, so that the tracer need not know which one it reads."""

import sys

from .clock import Clock, real_perf_ns


class RealClock(Clock):
    """Real time since the program began. Nothing is charged: CPU work takes the time it takes."""

    def start_real(self):
        """Begin now."""
        self._begin_wall = real_perf_ns()
        self.young_until = sys.maxsize

    @property
    def now(self):
        return real_perf_ns() - self._begin_wall

    @now.setter
    def now(self, _ns):
        pass

    def read(self):
        return self.now

    def begin_step(self, fresh_thread=False):
        pass

    def end_step(self, wall):
        pass

    def charge_cpu(self):
        return 0

    def took_turn(self):
        pass
