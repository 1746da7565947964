"""Where the clock and the tracer are put in: before the fork, and around the program."""

import json
import os
import resource
import socket

from clock import output, program, sampling
from graded import agent
from grading import court

# Told apart from every other ending by the bot, together with the result.
_ENDED_BY_CLOCK = 97
_MOST_BYTES = 2_000_000
_NUMBERS = (0, 1, 2)
_WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
_encode = json.JSONEncoder(separators=(",", ":")).encode

is_of_verdict = program.is_of_verdict
join_threads = program.join_threads
rehearse_end = program.rehearse_end
stop_sampling = sampling.stop


def prepare():
    """In the zygote, once."""
    program.prepare()
    output.note_streams()


def warm_up(work):
    """Before the program: what is touched in here will not have to be copied while it runs."""

    def work_and_tell():
        work()
        _message(_exit_of(0, False))

    program.warm_up(work_and_tell)


def make_ready():
    """In the sandbox, while nobody waits: whatever can be done without the program."""
    global _process, _streams
    _process = os.getpid()
    _streams = [_Stream(number) for number in _NUMBERS]
    program.make_ready()


def begin(kind, source):
    """In the sandbox, before the program's first line, on the `kind` of clock that the bot asks for."""
    program.begin(source, kind)


def grade(code):
    """Instead of `begin`, for a learner's code that is graded. Never returns."""
    program.begin_graded()
    agent.serve(code)


def judge(tests):
    """Instead of `begin`, for the tests that grade. The verdict goes to the bot."""
    program.begin_plain()
    court.judge(tests.decode())


def end(status, memory_error):
    """
    When the program and its threads are over and all is flushed: tells the bot, and answers the exit status (None where
    it will be a signal). The bot need not wait for the end of the process then, unless the program has put other files
    in the place of its streams.
    """
    if os.getpid() != _process:
        return status
    status = _ENDED_BY_CLOCK if program.is_ended_by_clock() else status
    try:
        _tell(status, memory_error)
    except BaseException:
        # Then the program has changed what this works with, and there is no result.
        pass
    return status


def _tell(status, memory_error):
    own, *others = _streams
    if not own.is_in_place():
        return
    message = _message(None if status is None else _exit_of(status & 0xFF, memory_error)).encode()
    os.set_blocking(own.number, True)
    for stream in others:
        stream.end_if_in_place()
    _write(own.number, message)
    own.end()


class _Stream:
    """One of the three streams to the bot, as it was before the program."""

    def __init__(self, number):
        self.number = number
        self._identity = _identity_of(number)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, number)

    def is_in_place(self):
        return _identity_of(self.number) == self._identity

    def end(self):
        # For whoever holds it: the bot does not wait for what the program has left running.
        self._socket.shutdown(socket.SHUT_RDWR)

    def end_if_in_place(self):
        if self.is_in_place():
            self.end()


def _identity_of(number):
    found = os.fstat(number)
    return found.st_dev, found.st_ino


def _message(exit):
    result = {"exit": exit, **program.result()}
    whole = _encode(result)
    return whole if len(whole) <= _MOST_BYTES else _encode({**result, "timeline": None})


def _exit_of(status, memory_error):
    return {"status": status, "cpuMs": _cpu_ms(), "peakBytes": _peak_bytes(), "memoryError": memory_error}


def _write(number, data):
    while data:
        data = data[os.write(number, data) :]


def _cpu_ms():
    """Of this process and of those that it has waited for."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _WHOSE)) * 1000


def _peak_bytes():
    return max(resource.getrusage(whose).ru_maxrss for whose in _WHOSE) * 1024
