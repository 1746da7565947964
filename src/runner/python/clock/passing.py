"""How the turn gets from one strand to the next, safe against signal handlers that raise at any line."""

from .clock import clock
from .strand import RUNNING


class PassingTurns:
    """The part of the scheduler that deals with it."""

    def _pass_turn(self, strand):
        """Let the next strand run, and come back when it is this one's turn.

        In the main thread a signal handler may raise at any line of this. Whoever the turn was given to must get it, and
        the interrupted strand raises once it has the turn itself.
        """
        try:
            chosen = self._next_turn()
            if chosen is strand:
                self._take_back(strand)
            else:
                self._hand_over(chosen)
                self._await_turn(strand)
        except BaseException:
            with self.mutex:
                if self.current is strand:
                    self._take_back(strand)
                    raise
                self._complete_grant()
            self.wake(strand)
            self._await_turn(strand)
            raise
        clock.begin_step(fresh_thread=chosen is not strand)

    def _take_back(self, strand):
        with self.mutex:
            self.parked.pop(strand, None)
            if strand in self.ready:
                self.ready.remove(strand)
            strand.state = RUNNING

    def _hand_over(self, chosen):
        with self.mutex:
            self.turns += 1
            self.current = chosen
            self._complete_grant()

    def _complete_grant(self):
        """Give the current strand the current turn, as far as that has not been done."""
        chosen = self.current
        if chosen.granted == self.turns:
            return
        if chosen in self.ready:
            self.ready.remove(chosen)
        chosen.state = RUNNING
        chosen.granted = self.turns
        if chosen.gate.locked():
            chosen.gate.release()

    def _await_turn(self, strand):
        """Sleep until a turn is granted. An interruption makes the strand ready, and is raised once it has the turn."""
        interruption = None
        while True:
            try:
                while strand.granted == strand.taken:
                    strand.gate.acquire()
                break
            except BaseException as raised:
                interruption = raised
                self.wake(strand)
        strand.taken = strand.granted
        strand.gate.acquire(False)
        if interruption is not None:
            raise interruption
