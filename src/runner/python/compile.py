"""Turns {name: source}, a literal on standard input, into what `bootstrap.py` loads, so that no run compiles it again."""

import marshal
import sys

sources = eval(sys.stdin.buffer.read())
codes = {name: compile(source, f"<{name}>", "exec", dont_inherit=True) for name, source in sources.items()}
sys.stdout.buffer.write(marshal.dumps(codes))
