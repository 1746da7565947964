"""Tries the behaviours of an exercise one by one, each with a process of the learner's of its own, and reports."""

import asyncio
import sys
import time
import traceback
import types

from . import language
from .language import Unmet, shown
from .remote import Remote
from .wire import Fault, Gone, Wire
from .world import Broken, Endless, Missing, Stuck, World

_FILE = "tests.py"
_MOST_HANGS = 2
# Of real time, for all behaviours together.
_LONGEST_S = 20

_ENDS = {
    "timed-out": "Your code kept the processor busy and did not come back: look for a loop in which nothing waits.",
    "out-of-memory": "Your code was stopped: it asked for more memory than a program may have.",
    "too-much-output": "Your code was stopped: it printed without end.",
}
_ENDED = "Your code ended the whole program in the middle of this."
_STUCK = "Here everything waits, and nothing is left that could wake it."
_ENDLESS = "Here it goes on and on, and does not come to an end."
_NOT_TRIED = "Not tried: what came before took too long."


def judge(source):
    """`source` of the tests. Reports on descriptor 0, which leads to the bot."""
    wire = Wire(0)
    wire.report(_verdict(wire, source))


def _verdict(wire, source):
    try:
        behaviours = _read(source)
    except BaseException as error:
        return _faulty(error)
    tests, hangs, began, is_ready = [], 0, time.monotonic(), False
    for name, otherwise, function in behaviours:
        if hangs >= _MOST_HANGS or time.monotonic() - began > _LONGEST_S:
            tests.append(_result(name, _NOT_TRIED))
            continue
        world = World(wire, Remote)
        try:
            world.open(is_ready)
            message = _try(world, function, otherwise)
            hangs += message.endswith(_ENDLESS)
            tests.append(_result(name, message))
        except Gone as gone:
            if not world.is_loaded:
                return {"kind": "gone"}
            hangs += gone.why == "timed-out"
            tests.append(_result(name, _ENDS.get(gone.why, _ENDED)))
        except Broken as broken:
            return {"kind": "error", "line": broken.line, "message": broken.message}
        except Missing as missing:
            return {"kind": "error", "line": None, "message": f"There is no `{missing}` in your file."}
        except Exception as error:
            return _faulty(error)
        is_ready = world.close()
    return {"kind": "tests", "tests": tests}


def _read(source):
    module = types.ModuleType("tests")
    sys.modules["grading"] = language
    sys.modules["tests"] = module
    exec(compile(source, _FILE, "exec", dont_inherit=True), vars(module))
    if not language.collected():
        raise LookupError("there is no @behaviour in it")
    return language.collected()


def _try(world, function, otherwise):
    """What the learner reads; empty when the behaviour holds."""
    language.use(world)
    asyncio.set_event_loop(world.loop)
    try:
        world.loop.run_until_complete(function())
    except Unmet:
        pass
    except Stuck:
        return f"{otherwise} {_STUCK}"
    except Endless:
        return f"{otherwise} {_ENDLESS}"
    except Fault:
        return f"{otherwise} Something in your code disturbed the test."
    except asyncio.CancelledError:
        return f"{otherwise} It was cancelled, and nobody had asked for that."
    except BaseException as error:
        if not world.is_learners(error):
            raise
        return f"{otherwise} It raised {shown(error)}."
    return " ".join(str(one) for one in world.failures[:1])


def _result(name, message):
    return {"name": name, "passed": message == "", "message": message}


def _faulty(error):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _FILE]
    where = f"{_FILE}:{lines[-1]}" if lines else _FILE
    return {"kind": "faulty", "message": f"{where}: {shown(error)}"}
