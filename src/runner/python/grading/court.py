"""Tries the behaviours of an exercise one by one, each with a process of the learner's of its own, and reports."""

import asyncio
import sys
import time
import traceback
import types

from . import language
from .language import Unmet, shown
from .remote import Remote
from .serve import serve
from .wire import Fault, Gone, Wire
from .world import Broken, Endless, Missing, Stuck, World

_FILE = "tests.py"
# Who hangs has made all of it; who ends the sandbox, a part.
_MOST_TROUBLE = 3
# Of real time, for all behaviours together.
_LONGEST_S = 20

_ENDS = {
    "timed-out": "Your code did not come back: look for a loop in which nothing waits, or for a call that blocks.",
    "out-of-memory": "Your code was stopped: it asked for more memory than a program may have.",
    "too-much-output": "Your code was stopped: it printed without end.",
}
_ENDED = "Your code ended the whole program in the middle of this."
_DISTURBED = "Something in your code writes to a place where nothing of its own is."
_STUCK = "Here everything waits, and nothing is left that could wake it."
_ENDLESS = "Here it goes on and on, and does not come to an end."
_NOT_TRIED = "Not tried: what came before took too long."


def judge(source):
    """`source` of the tests. Reports on descriptor 0, which leads to the bot, and goes when the bot has read it."""
    wire = Wire(0)
    wire.report(_verdict(wire, source))
    wire.wait_for_end()


def _verdict(wire, source):
    try:
        behaviours = _read(source)
    except BaseException as error:
        return _faulty(error)
    tests, trouble, began, is_ready = [], 0, time.monotonic(), False
    for name, otherwise, function in behaviours:
        if trouble >= _MOST_TROUBLE or time.monotonic() - began > _LONGEST_S:
            tests.append(_result(name, _NOT_TRIED))
            continue
        world = World(wire, Remote)
        try:
            world.open(is_ready)
            message = _try(world, function, otherwise)
        except (Gone, Fault) as why:
            if not tests and not world.is_loaded:
                return _unloaded(why)
            message, cost = _explain(why, otherwise)
            trouble += cost
        except Endless:
            message = f"{otherwise} {_ENDLESS}"
            trouble = _MOST_TROUBLE
        except Broken as broken:
            return {"kind": "error", "line": broken.line, "message": broken.message}
        except Missing as missing:
            return {"kind": "error", "line": None, "message": f"There is no `{missing}` in your file."}
        except BaseException as error:
            return _faulty(error)
        if world.found is not None:
            trouble += _explain(world.found, "")[1]
        tests.append(_result(name, message))
        is_ready = world.close()
        if message and language.is_brief():
            break
    return {"kind": "tests", "tests": tests}


def _unloaded(why):
    if isinstance(why, Gone):
        return {"kind": "gone"}
    return {"kind": "error", "line": None, "message": _DISTURBED}


def _explain(why, otherwise):
    """What the learner reads, and how much trouble it was."""
    if isinstance(why, Fault):
        return f"{otherwise} {_DISTURBED}", 1
    cost = _MOST_TROUBLE if why.why == "timed-out" else int(not why.is_fork)
    return _ENDS.get(why.why, _ENDED), cost


def _read(source):
    module = types.ModuleType("tests")
    language.serve = serve
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
    except asyncio.CancelledError:
        return f"{otherwise} It was cancelled, and nobody had asked for that."
    except BaseException as error:
        if isinstance(error, (Gone, Fault, Endless)) or not world.is_learners(error):
            raise
        return f"{otherwise} It raised {shown(error)}."
    return " ".join(str(one) for one in world.failures[:1])


def _result(name, message):
    return {"name": name, "passed": message == "", "message": message}


def _faulty(error):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _FILE]
    where = f"{_FILE}:{lines[-1]}" if lines else _FILE
    return {"kind": "faulty", "message": f"{where}: {shown(error)}"}
