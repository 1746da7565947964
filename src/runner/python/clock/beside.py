"""Strands that run beside the turn: busy for long, or blocked in a call nobody can see into.

The watchdog, a thread of its own that exists only in programs with threads, sends the holder of the turn away when it has
worked for more than 20 ms of CPU or has made no progress for 250 ms. The second is a guess, and marked as one.
"""

import threading
import time
from _thread import allocate_lock, get_ident, start_new_thread

from .clock import FREE_CPU_NS, MS, clock, real_perf_ns
from .idle import poll_really
from .strand import AWAY, READY, RUNNING, STUCK, Strand

_WATCH_EVERY_S = 0.005
_STUCK_AFTER_NS = 250 * MS


class BesideTheTurn:
    """The part of the scheduler that deals with them."""

    def go_away(self):
        """The calling thread is about to block in a call that cannot be watched: others take turns meanwhile."""
        strand = self.mine()
        with self.mutex:
            if not self.watching:
                return  # nobody else is left, and nobody to give the turn back
            self._send_away(strand)
            chosen = self.ready[0] if self.ready else None
        if chosen is not None:
            self._hand_over(chosen)
        else:
            self.kick.release()

    def come_back(self):
        """The unwatched call has returned."""
        self.mine()
        clock.begin_step(fresh_thread=True)

    def _wait_for_away(self):
        """Somebody runs beside the turn: wait a little for real, and let the clock follow its CPU time."""
        poll_really(self._pollables(), self.waker, 0.001)
        with self.mutex:
            for strand in list(self.away):
                self._charge_away(strand)
            earliest = self._earliest()
            clock.leave_real_if_over()
            if earliest is not None and earliest.deadline <= clock.now:
                self._make_ready(earliest)

    def _charge_away(self, strand):
        used = strand.cpu_ns() - strand.cpu_mark
        strand.cpu_mark += used
        wall = real_perf_ns()
        if used > 0:
            strand.progress_wall = wall
            if not clock.follows_real:
                clock.add_cpu(used)
        elif wall - strand.progress_wall > _STUCK_AFTER_NS and not clock.follows_real:
            strand.state = STUCK
            del self.away[strand]
            clock.guess("unknown_wait")

    def _wait_for_stuck(self):
        if not any(strand.state is STUCK for strand in self.by_ident.values()):
            return False
        poll_really(self._pollables(), self.waker, 0.05)
        return True

    def _send_away(self, strand):
        strand.state = AWAY
        if strand.cpu_clock is None:
            strand.cpu_clock = time.pthread_getcpuclockid(strand.ident)
        strand.cpu_mark = strand.cpu_ns()
        strand.progress_wall = real_perf_ns()
        self.away[strand] = None

    def _rejoin(self, strand):
        with self.mutex:
            if strand in self.away:
                self._charge_away(strand)
                self.away.pop(strand, None)
            strand.state = READY
            self.ready.append(strand)
            self.waker.wake()
        self._await_turn(strand)
        clock.begin_step(fresh_thread=True)

    def _adopt(self):
        """A thread that was not started through `threading` asks for a turn: it has been away until now."""
        strand = self._known(threading.current_thread())
        with self.mutex:
            self.alone = False
            self.by_ident[strand.ident] = strand
            self._send_away(strand)
        self._watch()
        return strand

    def _known(self, thread):
        strand = Strand(thread)
        strand.ident = get_ident()
        strand.cpu_clock = None
        return strand

    def _watch(self):
        """Start the watchdog: only programs with threads need one."""
        with self.mutex:
            if self.watching:
                return
            self.watching = True
        self.kick = allocate_lock()
        self.kick.acquire()
        start_new_thread(self._keep_watch, ())

    def _keep_watch(self):
        seen_turn, seen_cpu, seen_wall = None, 0, 0
        while self.active:
            kicked = self.kick.acquire(True, _WATCH_EVERY_S)
            if kicked:
                self._hand_over(self._next_turn())
                continue
            with self.mutex:
                if self.current is self.main and len(self.by_ident) < 2 and not self.ready and not self.away:
                    self.watching = False
                    return  # no thread is left: a program that forks now is single-threaded, and must look so
                strand = self.current
                if strand.state is not RUNNING or strand.ident is None:
                    continue
                if strand.cpu_clock is None:
                    strand.cpu_clock = time.pthread_getcpuclockid(strand.ident)
                cpu, wall = strand.cpu_ns(), real_perf_ns()
                if seen_turn != self.turns:
                    seen_turn, seen_cpu, seen_wall, start_cpu = self.turns, cpu, wall, cpu
                    continue
                if cpu != seen_cpu:
                    seen_cpu, seen_wall = cpu, wall
                if cpu - start_cpu <= FREE_CPU_NS and wall - seen_wall <= _STUCK_AFTER_NS:
                    continue
                if cpu - start_cpu <= FREE_CPU_NS:
                    clock.guess("unknown_wait")
                clock.charge_other(cpu - start_cpu)
                self._send_away(strand)
            self._hand_over(self._next_turn())
