"""Where the clock and the tracer are put in: before the fork, and around the program."""

import json
import os

from clock import output, program, sampling
from clock.clock import DEFAULT_EPOCH_NS

# Told apart from every other ending by the bot, together with the result.
_ENDED_BY_CLOCK = 97
_MOST_BYTES = 2_000_000
_encode = json.JSONEncoder(separators=(",", ":")).encode

is_of_verdict = program.is_of_verdict
join_threads = program.join_threads
stop_sampling = sampling.stop


def prepare():
    """In the zygote, once."""
    program.prepare()
    output.note_streams()


def warm_up(work):
    """Before the program: what is touched in here will not have to be copied while it runs."""

    def work_and_tell():
        work()
        _message()

    program.warm_up(work_and_tell)


def begin(job, source):
    """In the sandbox, before the program's first line. `job` is what the bot sent beside the text."""
    global _process, _socket
    _process = os.getpid()
    _socket = _identity_of_input()
    program.begin(source, job["clock"], job.get("seed", 0), job.get("epochNs", DEFAULT_EPOCH_NS))


def end(status):
    """When the program and its threads are over and all is flushed: tells the bot, and answers the exit status."""
    if os.getpid() != _process:
        return status
    status = _ENDED_BY_CLOCK if program.is_ended_by_clock() else status
    try:
        if _identity_of_input() == _socket:
            os.set_blocking(0, True)
            _write(_message().encode())
    except BaseException:
        # Then the program has changed what this works with, and there is no result.
        pass
    return status


def _identity_of_input():
    found = os.fstat(0)
    return found.st_dev, found.st_ino


def _message():
    result = program.result()
    whole = _encode(result)
    return whole if len(whole) <= _MOST_BYTES else _encode({**result, "timeline": None})


def _write(data):
    while data:
        data = data[os.write(0, data) :]
