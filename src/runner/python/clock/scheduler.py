"""Threads take turns.

One strand (a thread, see strand.py) runs at a time and keeps its turn until it waits: that is what short steps of CPython
threads do in practice, and it makes them repeatable. When every strand waits, nothing but time can wake one, so the clock
jumps to the earliest deadline; when there is none, the program can never go on, and that is known at once.

A strand that works for more than 20 ms of CPU, or sits in a call nobody can see into, goes *away*: it keeps running beside
the others, and the clock then moves by the CPU time it uses.
"""

import threading
from _thread import RLock, get_ident
from collections import deque

from .beside import BesideTheTurn
from .clock import VIRTUAL_DAY_NS, clock
from .comings import ComingsAndGoings
from .idle import Waker, poll_really
from .passing import PassingTurns
from .strand import AWAY, PARKED, READY, RUNNING, STUCK
from .verdicts import DayOver, Deadlock


class Scheduler(ComingsAndGoings, PassingTurns, BesideTheTurn):
    """Passes the turn between strands and moves the clock when nobody can run."""

    def __init__(self):
        self.active = False

    def start(self, observer):
        """Begin with the calling thread as the only strand. `observer.actor`, the task at work, is kept for each strand."""
        self.mutex = RLock()
        self.ready = deque()
        self.parked = {}
        self.away = {}
        self.waker = Waker()
        self.main = self._known(threading.current_thread())
        self.main.state = RUNNING
        self.by_ident = {get_ident(): self.main}
        self.current = self.main
        self.alone = True
        self.turns = 0
        self.watching = False
        self.kick = None
        self.net_active = False
        self.observer = observer
        self.on_park = None
        self.on_deadlock = None
        self.active = True

    def stop(self):
        """Give up turns for good: locks fall back to the interpreter's own."""
        self.active = False

    def mine(self):
        """The calling thread's strand, holding the turn."""
        strand = self.by_ident.get(get_ident())
        if strand is None:
            strand = self._adopt()
        if strand.state in (AWAY, STUCK):
            self._rejoin(strand)
        return strand

    # waiting ----------------------------------------------------------------------------------------------------

    def park(self, wait, deadline=None, register=None, source=None):
        """Give up the turn until woken, until `deadline` (ns), or until `source` is ready.

        `register` runs while no other strand can change anything; it returns False when there is no need to wait.
        Returns True when woken, False at the deadline. Raises the verdict if the program can never go on.
        """
        while True:
            strand = self.mine()
            with self.mutex:
                if strand.state is not RUNNING:
                    continue
                if register is not None and not register(strand):
                    return True
                clock.charge_cpu()
                strand.wait, strand.deadline, strand.source = wait, deadline, source
                strand.woken = False
                strand.state = PARKED
                self.parked[strand] = None
            break
        began, actor = clock.now, self.observer.actor
        self._pass_turn(strand)
        self.observer.actor = actor
        if self.on_park is not None:
            self.on_park(strand, wait, began)
        strand.wait = strand.source = None
        if strand.verdict is not None:
            verdict, strand.verdict = strand.verdict, None
            raise verdict
        return strand.woken

    def can_jump_alone(self, deadline):
        """Whether nothing but time can happen until `deadline`: one strand, no traffic, no real timers, same day."""
        return self.alone and not self.net_active and not clock.follows_real and deadline <= VIRTUAL_DAY_NS

    def wake(self, strand):
        """What `strand` waits for has happened."""
        with self.mutex:
            if strand.state is PARKED:
                strand.woken = True
                self._make_ready(strand)

    def give_way(self):
        """`time.sleep(0)`: let others who are ready run first."""
        clock.took_turn()
        if self.alone:
            return
        strand = self.mine()
        with self.mutex:
            if not self.ready or strand.state is not RUNNING:
                return
            strand.state = READY
            self.ready.append(strand)
        self._pass_turn(strand)

    # turns ------------------------------------------------------------------------------------------------------

    def _make_ready(self, strand):
        del self.parked[strand]
        strand.state = READY
        self.ready.append(strand)
        self.waker.wake()

    def _next_turn(self):
        """Find the strand that runs next; move the clock, or wait for real, until there is one."""
        while True:
            with self.mutex:
                self._wake_by_sources()
                if self.ready:
                    return self.ready[0]
                earliest = self._earliest()
            if self.away:
                self._wait_for_away()
            elif clock.leave_real_if_over():
                self._wait_really(earliest)
            elif self.net_active:
                self.net_active = False
                poll_really(self._pollables(), self.waker, 0.001)
            elif earliest is not None:
                self._jump(earliest)
            elif not self._wait_for_stuck() and not clock.must_follow_children():
                self._give_verdict()

    def _wake_by_sources(self):
        for strand in [parked for parked in self.parked if parked.source is not None]:
            if strand.source.is_ready():
                strand.woken = True
                self._make_ready(strand)

    def _earliest(self):
        timed = [strand for strand in self.parked if strand.deadline is not None]
        return min(timed, key=_deadline_of, default=None)

    def _jump(self, strand):
        if strand.deadline > VIRTUAL_DAY_NS:
            self._condemn([self.main], DayOver)
            return
        clock.jump_to(strand.deadline)
        with self.mutex:
            if strand.state is PARKED:
                self._make_ready(strand)

    def _wait_really(self, earliest):
        limit_s = 0.05
        if earliest is not None:
            limit_s = min(limit_s, max(0, earliest.deadline - clock.now) / 1e9)
        poll_really(self._pollables(), self.waker, limit_s)
        clock.follow_real()
        if earliest is not None and earliest.deadline <= clock.now:
            with self.mutex:
                if earliest.state is PARKED:
                    self._make_ready(earliest)

    def _pollables(self):
        return [pair for strand in list(self.parked) if strand.source is not None for pair in strand.source.pollables()]

    # endings ----------------------------------------------------------------------------------------------------

    def _give_verdict(self):
        blocked = [strand for strand in self.parked if strand is self.main or self.on_deadlock.concerns(strand)]
        self.on_deadlock.report(blocked)
        self._condemn(blocked, Deadlock)

    def _condemn(self, strands, verdict):
        with self.mutex:
            for strand in strands:
                if strand.state is PARKED:
                    strand.verdict = verdict()
                    self._make_ready(strand)


def _deadline_of(strand):
    return strand.deadline


scheduler = Scheduler()
