"""Functions that programs cannot see below themselves."""

import opcode

_NOTHING = opcode.opmap["NOP"]
_BEGIN = opcode.opmap["RESUME"]


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
