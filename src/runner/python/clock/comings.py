"""How threads join and leave the turns."""

import signal
import time
from _thread import get_ident

from . import sampling
from .clock import clock, real_sleep
from .strand import ENDED, PARKED, RUNNING, Strand

_real_pthread_kill = signal.pthread_kill


class ComingsAndGoings:
    """The part of the scheduler that deals with them."""

    def expect(self, thread):
        """`thread` is about to start: it is ready from now on, so that no jump can happen before it runs."""
        strand = Strand(thread)
        thread._studyloop_strand = strand
        with self.mutex:
            self.ready.append(strand)
            self.alone = False
        self._watch()
        return strand

    def forget(self, strand):
        """The expected thread could not be started."""
        with self.mutex:
            strand.state = ENDED
            if strand in self.ready:
                self.ready.remove(strand)

    def enter(self, strand):
        """Called first thing in the new thread: wait for the turn."""
        strand.ident = get_ident()
        strand.cpu_clock = time.pthread_getcpuclockid(strand.ident)
        self.by_ident[strand.ident] = strand
        self._await_turn(strand)
        clock.begin_step(fresh_thread=True)

    def leave(self, strand):
        """Called last in a thread: wake who joins it and pass the turn on."""
        clock.charge_cpu()
        with self.mutex:
            held_turn = strand.state is RUNNING
            strand.state = ENDED
            self.away.pop(strand, None)
            self.by_ident.pop(strand.ident, None)
            for joiner in strand.joiners:
                self.wake(joiner)
            strand.joiners.clear()
        if held_turn:
            self._hand_over(self._next_turn())

    def is_main(self):
        """Whether the calling thread is the program's main thread."""
        return get_ident() == self.main.ident

    def let_main_see_signal(self):
        """Only the main thread runs signal handlers: give it real time to do so, before the clock can jump.

        A signal that arrives just before the main thread falls asleep does not wake it; the signal of our CPU timer, which
        has a harmless handler, does, and then all handlers run.
        """
        for _ in range(20):
            real_sleep(0.001)
            source = self.main.source
            if self.main.state is not PARKED or (source is not None and source.is_ready()):
                break
            _real_pthread_kill(self.main.ident, sampling.SIGNAL)
