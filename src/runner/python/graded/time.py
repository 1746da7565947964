"""Time belongs to the judge: whenever nothing can go on in here, it is asked what time it is, and what to do."""

import asyncio
import math
import selectors

from clock.clock import clock
from clock.scheduler import scheduler
from clock.strand import PARKED
from clock.waits import Wait

# Times of the judge are whole microseconds.
_DIGITS = 6
# As little as a clock in seconds can tell apart.
_NEXT_S = 1e-12

_real_select = selectors.EpollSelector.select


class Time:
    """Asks `wire` instead of jumping. What the judge wants done comes to `inbox`."""

    def __init__(self, wire):
        self._wire = wire
        self.inbox = []

    def begin(self):
        """From now on; seconds count from here."""
        self._base = clock.now
        scheduler.on_park = None
        scheduler.can_jump_alone = lambda _deadline: False
        scheduler._jump = self._jump
        scheduler._give_verdict = self._wait_for_judge
        # What work costs depends on the machine; a grade must not.
        clock.read = lambda: clock.now
        clock.charge_cpu = lambda: 0
        clock.add_cpu = clock.charge_other = lambda _used: None
        clock.took_turn = lambda: None

    def _jump(self, strand):
        due = round((strand.deadline - self._base) / 1e9, _DIGITS)
        if self._ask(due) >= due:
            clock.jump_to(strand.deadline)
            with scheduler.mutex:
                if strand.state is PARKED:
                    scheduler._make_ready(strand)

    def _wait_for_judge(self):
        self._ask(None)

    def _ask(self, due):
        now, commands = self._wire.ask(["idle", due])
        clock.jump_to(self._base + round(now * 1e9))
        self.inbox.extend(commands)
        return now


class Loop(asyncio.SelectorEventLoop):
    """Timers that are due at the same time fire in the order in which they were made."""

    def __init__(self, selector):
        self._timers = 0
        asyncio.SelectorEventLoop.__init__(self, selector)

    def call_at(self, when, callback, *arguments, context=None):
        self._timers += 1
        return asyncio.SelectorEventLoop.call_at(self, when + self._timers * _NEXT_S, callback, *arguments, context=context)


class Selector(selectors.EpollSelector):
    """Lets the loop wait until the judge says that it may go on. `schedule` is called with each thing to do."""

    def __init__(self, time, schedule):
        selectors.EpollSelector.__init__(self)
        self._time = time
        self._schedule = schedule
        self._events = []

    def select(self, timeout=None):
        if timeout is None or timeout > 0:
            deadline = None if timeout is None else clock.now + math.ceil(timeout * 1e9)
            if not self.is_ready():
                scheduler.park(Wait("select", self), deadline, source=self)
        events = self._events or _real_select(self, 0)
        self._events = []
        while self._time.inbox:
            self._schedule(self._time.inbox.pop(0))
        return events

    # What the scheduler asks a source.

    def is_ready(self):
        self._events = _real_select(self, 0)
        return bool(self._events or self._time.inbox)

    def pollables(self):
        return [(self.fileno(), selectors.select.POLLIN)]
