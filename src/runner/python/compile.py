"""
Turns {name: source}, a literal on standard input, into what `bootstrap.py` loads, so that no run compiles it again.
Functions of packages work below the program's own, and are hidden, as `hidden.py` explains. A hidden function cannot say
`super()` without arguments: from 3.12 on that looks into its frame.
"""

import inspect
import marshal
import opcode
import sys

NOTHING = opcode.opmap["NOP"]
BEGIN = opcode.opmap["RESUME"]
GOES_ON = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


def hide(code):
    constants = tuple(hide(one) if isinstance(one, type(code)) else one for one in code.co_consts)
    instructions = bytearray(code.co_code)
    # A body of a module or a class is no function; a generator's frame cannot be hidden; `super()` looks for its own.
    is_plain = code.co_flags & inspect.CO_OPTIMIZED and not code.co_flags & GOES_ON
    if is_plain and "__class__" not in code.co_freevars:
        for place in range(0, len(instructions), 2):
            if instructions[place] == BEGIN:
                instructions[place] = NOTHING
    return code.replace(co_code=bytes(instructions), co_consts=constants)


def compiled(name, source):
    code = compile(source, f"<{name}>", "exec", dont_inherit=True)
    return hide(code) if "." in name else code


sources = eval(sys.stdin.buffer.read())
sys.stdout.buffer.write(marshal.dumps({name: compiled(name, source) for name, source in sources.items()}))
