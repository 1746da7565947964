"""Frames on one descriptor: a letter, eight digits of length, that many bytes. What they carry for the learner is JSON."""

import json
import os

_HEADER = 9
_MOST_BYTES = 4_000_000


class Gone(BaseException):
    """The learner's process has ended, or only the fork of it that was for one behaviour; `why` is the bot's word for it."""

    def __init__(self, why, is_fork=False):
        BaseException.__init__(self, why)
        self.why = why
        self.is_fork = is_fork


class Fault(BaseException):
    """What came over the line is not what our side of the learner's process says: something in there has written to it."""


class Wire:
    """To the bot, and through it to a process in which the learner's code runs."""

    def __init__(self, descriptor):
        self._descriptor = descriptor
        self._lines = []
        self._rest = b""

    def renew(self):
        """Asks for a new process of the learner's; of the one before nothing is heard any more."""
        self._lines, self._rest = [], b""
        self._write(b"N", b"")

    def go_on(self):
        """Says that what follows is another behaviour, for which the process that is there has as much time again."""
        self._write(b"A", b"")

    def report(self, report):
        """Hands over the verdict."""
        self._write(b"R", json.dumps(report).encode())

    def wait_for_end(self):
        """
        Reads until the bot hangs up or ends this process. Who left before would break the line under what the bot is still
        sending, and with it lose the report that the bot has not read yet.
        """
        while os.read(self._descriptor, _HEADER * 1000):
            pass

    def send(self, message):
        """To the learner's process."""
        self._write(b"L", json.dumps(message, separators=(",", ":")).encode() + b"\n")

    def receive(self):
        """The next message of the learner's process: a list that begins with its name."""
        while not self._lines:
            letter, payload = self._read_frame()
            if letter == b"G":
                raise Gone(payload.decode())
            *self._lines, self._rest = (self._rest + payload).split(b"\n")
            if len(self._rest) > _MOST_BYTES:
                raise Fault("a message without end")
        return _parsed(self._lines.pop(0))

    def _read_frame(self):
        header = self._read(_HEADER)
        return header[:1], self._read(int(header[1:]))

    def _read(self, size):
        data = b""
        while len(data) < size:
            more = os.read(self._descriptor, size - len(data))
            if not more:
                os._exit(1)
            data += more
        return data

    def _write(self, letter, payload):
        data = b"%s%08d%s" % (letter, len(payload), payload)
        while data:
            data = data[os.write(self._descriptor, data) :]


def _parsed(line):
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Fault("not JSON") from error
    if not isinstance(message, list) or not message or not isinstance(message[0], str):
        raise Fault("not a message")
    return message
