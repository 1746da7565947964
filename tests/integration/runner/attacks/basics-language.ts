import { py, type Attack } from './attack.ts';

/** Text of programs, of every kind that editors and people make: read as `python3 main.py` reads it. */
export const basicsOfTheLanguage: readonly Attack[] = [
  { name: 'is empty', code: '', stdout: '' },
  { name: 'is a comment without a line break', code: '# nothing', stdout: '' },
  { name: 'prints a line', code: 'print("hi")', stdout: 'hi' },
  { name: 'prints letters of many scripts', code: 'print("é ß 漢字 עברית 🐍")', stdout: 'é ß 漢字 עברית 🐍' },
  { name: 'names things in other scripts', code: 'größe = 3\n変数 = 4\nprint(größe * 変数)\n', stdout: '12' },
  { name: 'begins with a byte order mark', code: '\uFEFFprint("after the mark")\n', stdout: 'after the mark' },
  {
    name: 'has line ends of Windows',
    code: 'if True:\r\n    print("a")\r\n    print("""b\r\nc""")\r\n',
    stdout: 'a\nb\nc',
  },
  { name: 'has line ends of old machines', code: 'if True:\r    print("a")\rprint("b")\r', stdout: 'a\nb' },
  {
    name: 'names its encoding',
    code: '# -*- coding: latin-1 -*-\nprint(len("é"))\n',
    stdout: '2',
  },
  {
    name: 'names an encoding that is none',
    code: '# coding: klingon\nprint(1)\n',
    exitCode: 1,
    stdout: '',
    stderr: /SyntaxError: .*unknown encoding.*klingon|SyntaxError: encoding problem: klingon/u,
  },
  {
    name: 'holds a null character',
    code: 'print(1)\nx = "\0"\n',
    exitCode: 1,
    stdout: '',
    stderr: /null byte|unterminated string literal/u,
  },
  {
    name: 'is no Python',
    code: 'print("a")\nprint("b"\n',
    exitCode: 1,
    stdout: '',
    stderr: '  File "main.py", line 2\n    print("b"\n         ^\nSyntaxError: \'(\' was never closed',
  },
  {
    name: 'is indented wrongly',
    code: 'def f():\nreturn 1\n',
    exitCode: 1,
    stderr: /File ".*main\.py", line 2\n {4}return 1\n.*\nIndentationError: expected an indented block/u,
  },
  {
    name: 'awaits outside of a function',
    code: 'import asyncio\nawait asyncio.sleep(0)\n',
    exitCode: 1,
    stderr: /SyntaxError: 'await' outside function$/u,
  },
  {
    name: 'imports from the future',
    code: '"""Words."""\nfrom __future__ import annotations\ndef f(x: Unknown) -> None: ...\nprint(f.__annotations__, __doc__)\n',
    stdout: "{'x': 'Unknown', 'return': 'None'} Words.",
  },
  {
    name: 'imports from a future that never came',
    code: 'from __future__ import braces\n',
    exitCode: 1,
    stderr: /SyntaxError: not a chance$/u,
  },
  {
    name: 'is guarded as a main program',
    code: 'import sys\ndef main():\n    print(__name__, sys.argv, len(sys.argv))\nif __name__ == "__main__":\n    main()\n',
    stdout: "__main__ ['main.py'] 1",
  },
  {
    name: 'finds its own file',
    code: py`
import os, pathlib
print(os.path.basename(__file__), os.path.exists(__file__), os.getcwd())
print(pathlib.Path(__file__).read_text().splitlines()[0])
print(__doc__, __spec__, __package__)
`,
    stdout: 'main.py True /tmp\nimport os, pathlib\nNone None None',
  },
  {
    name: 'imports itself',
    code: 'import main\nprint(__name__, main.__name__)\n',
    stdout: 'main main\n__main__ main',
  },
  {
    name: 'reads its own source',
    code: py`
import inspect
def double(number):
    # twice
    return 2 * number
class Pair:
    left = 1
print(inspect.getsource(double), inspect.getsource(Pair), inspect.getsourcefile(double), sep="")
`,
    stdout:
      /^def double\(number\):\n {4}# twice\n {4}return 2 \* number\nclass Pair:\n {4}left = 1\n(\/tmp\/)?main\.py$/u,
  },
  {
    name: 'pickles what it has made',
    code: py`
import copy, dataclasses, enum, pickle
@dataclasses.dataclass
class Point:
    x: int
class Colour(enum.Enum):
    RED = 1
print(pickle.loads(pickle.dumps([Point(3), Colour.RED])), copy.deepcopy(Point(4)))
`,
    stdout: '[Point(x=3), <Colour.RED: 1>] Point(x=4)',
  },
  {
    name: 'fails',
    code: 'def inner():\n    return 1 / 0\n\ninner()\n',
    exitCode: 1,
    stderr:
      /^Traceback \(most recent call last\):\n {2}File "(\/tmp\/)?main\.py", line 4, in <module>\n {4}inner\(\)\n( {4}[~^]+\n)? {2}File "(\/tmp\/)?main\.py", line 2, in inner\n {4}return 1 \/ 0\n {11}~~\^~~\nZeroDivisionError: division by zero$/u,
  },
  {
    name: 'fails while it deals with a failure',
    code: 'try:\n    {}["a"]\nexcept KeyError as error:\n    error.add_note("look here")\n    raise ValueError("b") from error\n',
    exitCode: 1,
    stderr:
      /KeyError: 'a'\nlook here\n\nThe above exception was the direct cause of the following exception:\n\nTraceback[^]*ValueError: b$/u,
  },
  {
    name: 'fails in several ways at once',
    code: 'raise ExceptionGroup("many", [ValueError("a"), TypeError("b")])\n',
    exitCode: 1,
    stderr: /\| ExceptionGroup: many \(2 sub-exceptions\)[^]*ValueError: a[^]*TypeError: b/u,
  },
  {
    name: 'shows a failure and goes on',
    code: 'import traceback\ntry:\n    int("x")\nexcept ValueError:\n    traceback.print_exc()\nprint("on")\n',
    stdout: 'on',
    stderr:
      /line 3, in <module>\n {4}int\("x"\)\n( +~+\^+\n)?ValueError: invalid literal for int\(\) with base 10: 'x'$/u,
  },
  {
    name: 'warns',
    code: 'import warnings\nwarnings.warn("careful")\nwarnings.warn("old", DeprecationWarning)\n',
    stderr: /main\.py:2: UserWarning: careful\n {2}warnings\.warn\("careful"\)\n.*main\.py:3: DeprecationWarning: old/u,
  },
  {
    name: 'is warned of its own text',
    code: 'x = 3\nprint(x is 3)\n',
    stdout: 'True',
    stderr: /^.*main\.py:2: SyntaxWarning: "is" with/u,
  },
  {
    name: 'recurses too deep in C',
    code: 'nested = []\nfor _ in range(100_000):\n    nested = [nested]\ntry:\n    repr(nested)\nexcept RecursionError:\n    print("too deep")\n',
    stdout: 'too deep',
  },
  {
    name: 'recurses far and may',
    code: 'import sys\nsys.setrecursionlimit(20_000)\ndef depth(n):\n    return 0 if n == 0 else 1 + depth(n - 1)\nprint(depth(15_000))\n',
    stdout: '15000',
  },
  {
    name: 'recurses without end, with a limit that is far',
    code: 'import sys\nsys.setrecursionlimit(20_000)\ndef again():\n    again()\nagain()\n',
    exitCode: 1,
    stderr: /\[Previous line repeated \d+ more times\]\nRecursionError: maximum recursion depth exceeded$/u,
  },
  {
    name: 'nests brackets too deep for a parser',
    code: 'try:\n    eval("(" * 10_000 + ")" * 10_000)\nexcept (SyntaxError, MemoryError, RecursionError):\n    print("refused")\n',
    stdout: 'refused',
  },
  {
    name: 'prints numbers that are too long to print',
    code: 'print(len(str(10 ** 4000)))\ntry:\n    print(10 ** 5000)\nexcept ValueError as error:\n    print(str(error)[:17])\n',
    stdout: '4001\nExceeds the limit',
  },
  {
    name: 'asks a list of names of itself',
    code: 'print(sorted(globals()))\nprint(type(__loader__).__name__, type(__builtins__).__name__)\n',
    stdout:
      /^\['__annotations__', '__builtins__', '__cached__', '__doc__', '__file__', '__loader__', '__name__', '__package__', '__spec__'\]\nSourceFileLoader module$/u,
  },
  {
    name: 'uses patterns, groups of exceptions and other news',
    code: py`
match {"kind": "move", "by": [1, 2]}:
    case {"kind": "move", "by": [x, y]} if (total := x + y) > 2:
        print(total)
try:
    raise ExceptionGroup("g", [OSError(1), ValueError(2)])
except* OSError as group:
    print(group.exceptions)
except* ValueError as group:
    print(group.exceptions)
`,
    stdout: '3\n(OSError(1),)\n(ValueError(2),)',
  },
  {
    name: 'runs text',
    code: 'names = {}\nexec("a = 1\\nb = a + 1", names)\nprint(names["b"], eval("b * 2", names))\nexec(compile("print(__name__)", "x", "exec"))\n',
    stdout: '2 4\n__main__',
  },
];
