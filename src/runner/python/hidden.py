"""Functions that programs cannot see below themselves."""

import ctypes
import opcode
import sys

_NOTHING = opcode.opmap["NOP"]
_BEGIN = opcode.opmap["RESUME"]
_TIMES_UNTIL_FAST = 8


def hidden(function):
    """
    CPython leaves frames that have not begun out of tracebacks, `inspect.stack()` and `sys._getframe()`, and a frame has
    begun at its RESUME instruction. This takes it out.
    """
    code = function.__code__
    instructions = bytearray(code.co_code)
    for place in range(0, len(instructions), 2):
        if instructions[place] == _BEGIN:
            instructions[place] = _NOTHING
    function.__code__ = code.replace(co_code=bytes(instructions))
    return function


def make_fast(loaded, work):
    """
    Does `work` once. In 3.11 as often as it takes: there, code is specialized when it has met RESUME a few times. So what
    `compile.py` hid has it back for that long, in memory; whether a frame is seen was settled when its code was made.
    """
    if sys.version_info >= (3, 12):
        return work()
    begins = [place for name, code in loaded.items() if "." in name for place in _begins_of(code)]
    for place in begins:
        ctypes.memset(place, _BEGIN, 1)
    for _ in range(_TIMES_UNTIL_FAST):
        work()
    for place in begins:
        ctypes.memset(place, _NOTHING, 1)


def _begins_of(code):
    """Addresses of the instructions that were RESUME, in `code` and all that it makes."""
    instructions = code.co_code
    if _BEGIN not in instructions[::2]:
        yield id(code) + type(code).__basicsize__ + 2 * instructions[::2].index(_NOTHING)
    for one in code.co_consts:
        if isinstance(one, type(code)):
            yield from _begins_of(one)
