import { py, type Attack } from './attack.ts';

/** What lessons use of the standard library: it works as everywhere. */
export const basicsOfTheLibrary: readonly Attack[] = [
  {
    name: 'asks for input',
    code: 'name = input("Who? ")\nprint(f"Hello {name}")\n',
    stdin: 'Ada\n',
    stdout: 'Who? Hello Ada',
  },
  {
    name: 'asks for input that does not come',
    code: 'print("a")\ninput()\n',
    exitCode: 1,
    stdout: 'a',
    stderr: /EOFError: EOF when reading a line$/u,
  },
  {
    name: 'reads its input line by line',
    code: 'import sys\nfor number, line in enumerate(sys.stdin):\n    print(number, line.rstrip("\\n"))\n',
    stdin: 'a\n\nü漢',
    stdout: '0 a\n1 \n2 ü漢',
  },
  {
    name: 'reads its input as bytes',
    code: 'import os, sys\nprint(sys.stdin.buffer.read(3), os.read(0, 10), sys.stdin.isatty())\n',
    stdin: 'abc',
    stdout: "b'abc' b'' False",
  },
  {
    name: 'reads input that was given in several lines by several ways',
    code: 'import sys\nprint(input(), sys.stdin.readline().strip(), sys.stdin.read(1), next(sys.stdin).strip(), sys.stdin.readlines())\n',
    stdin: 'a\nb\ncd\ne\nf\n',
    stdout: "a b c d ['e\\n', 'f\\n']",
  },
  {
    name: 'makes files and folders',
    code: py`
import os, pathlib, tempfile
with open("notes.txt", "w") as file:
    file.write("one\ntwo\n")
print(open("notes.txt").read().split(), os.path.getsize("notes.txt"))
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "a", "b")
    path.mkdir(parents=True)
    (path / "c.txt").write_text("ü", encoding="utf-8")
    print([one.name for one in pathlib.Path(folder).rglob("*")])
print(os.path.exists(folder))
with tempfile.NamedTemporaryFile() as file, tempfile.TemporaryFile() as other:
    print(file.write(b"x"), other.write(b"yy"))
`,
    stdout: "['one', 'two'] 8\n['a', 'b', 'c.txt']\nFalse\n1 2",
  },
  {
    name: 'makes a module and imports it',
    code: py`
import importlib, sys
with open("helper.py", "w") as file:
    file.write("value = 7\n")
import helper
print(helper.value, helper.__file__)
with open("helper.py", "w") as file:
    file.write("value = 'other'\n")
print(importlib.reload(helper).value)
`,
    stdout: '7 /tmp/helper.py\nother',
  },
  {
    name: 'keeps a data base',
    code: py`
import sqlite3
for place in (":memory:", "data.db"):
    with sqlite3.connect(place) as data:
        data.execute("create table t (a, b)")
        data.executemany("insert into t values (?, ?)", [(1, "x"), (2, "ü")])
        print(data.execute("select sum(a), max(b) from t").fetchall())
`,
    stdout: "[(3, 'ü')]\n[(3, 'ü')]",
  },
  {
    name: 'imports much of the library',
    code: py`
import abc, array, ast, asyncio, base64, bisect, calendar, collections, concurrent.futures, configparser, contextlib
import contextvars, copy, csv, ctypes, dataclasses, datetime, decimal, difflib, dis, email, enum, fcntl, fractions
import functools, gc, glob, graphlib, gzip, hashlib, heapq, hmac, html, http.server, importlib.metadata, io, ipaddress
import itertools, json, linecache, locale, logging.config, lzma, bz2, math, mmap, multiprocessing, operator, os, pathlib
import pickle, platform, pprint, queue, random, re, resource, sched, secrets, select, selectors, shelve, shlex, shutil
import signal, socket, socketserver, sqlite3, ssl, statistics, string, struct, subprocess, symtable, sys, tarfile
import tempfile, textwrap, threading, time, timeit, tokenize, tomllib, traceback, types, typing, unittest.mock
import urllib.request, uuid, warnings, wave, weakref, xml.etree.ElementTree, zipfile, zlib, zoneinfo
print(decimal.Decimal("0.1") + 1, fractions.Fraction(1, 3), json.dumps({"a": [1, None]}), hashlib.sha256(b"a").hexdigest()[:8])
print(zoneinfo.ZoneInfo("Europe/Paris").key, statistics.mean([1, 2]), tomllib.loads("a = 1"), zlib.decompress(zlib.compress(b"z")))
`,
    stdout: "1.1 1/3 {\"a\": [1, null]} ca978112\nEurope/Paris 1.5 {'a': 1} b'z'",
  },
  {
    name: 'imports what is not there',
    code: 'import nothing_of_that_name\n',
    exitCode: 1,
    stderr: /ModuleNotFoundError: No module named 'nothing_of_that_name'$/u,
  },
  {
    name: 'finds no one else at home',
    code: py`
import getpass, os, pathlib, platform
print(getpass.getuser(), pathlib.Path.home(), os.path.expanduser("~/x"), platform.system(), platform.node())
`,
    stdout: 'learner /tmp /tmp/x Linux studyloop',
  },
  {
    name: 'logs',
    code: 'import logging\nlogging.warning("w %d", 1)\nlogging.basicConfig(level=logging.INFO, force=True)\nlogging.getLogger("x").info("i")\n',
    stderr: 'WARNING:root:w 1\nINFO:x:i',
  },
  {
    name: 'tests itself',
    code: py`
import unittest
class Sums(unittest.TestCase):
    def test_right(self):
        self.assertEqual(1 + 1, 2)
    def test_wrong(self):
        self.assertEqual(1 + 1, 3)
unittest.main()
`,
    exitCode: 1,
    stdout: '',
    stderr:
      /^\.F\n=+\nFAIL: test_wrong \(__main__\.Sums[^]*AssertionError: 2 != 3[^]*Ran 2 tests in [^]*FAILED \(failures=1\)$/u,
  },
  {
    name: 'tests its own examples',
    code: 'def double(x):\n    """\n    >>> double(2)\n    4\n    """\n    return 2 * x\nimport doctest\nprint(doctest.testmod())\n',
    stdout: 'TestResults(failed=0, attempted=1)',
  },
  {
    name: 'wants arguments and gets none',
    code: 'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("name")\nparser.parse_args()\n',
    exitCode: 2,
    stderr: 'usage: main.py [-h] name\nmain.py: error: the following arguments are required: name',
  },
  {
    name: 'stops at a breakpoint that nobody leaves',
    code: 'x = 1\nbreakpoint()\nprint(x)\n',
    exitCode: 1,
    stdout: /main\.py\(\d\)<module>\(\)\n-> [^]*\(Pdb\)/u,
    stderr: /bdb\.BdbQuit$/u,
  },
  {
    name: 'is looked at with a debugger',
    code: 'x = 41\nbreakpoint()\nprint("end")\n',
    stdin: 'p x + 1\nc\n',
    stdout: /\(Pdb\) 42\n\(Pdb\) end$/u,
  },
  {
    name: 'asks for help',
    code: 'help(len)\n',
    stdout: /^Help on built-in function len in module builtins:\n\nlen\(obj, \/\)/u,
  },
  {
    name: 'catches what it prints',
    code: py`
import contextlib, io, sys
caught = io.StringIO()
with contextlib.redirect_stdout(caught):
    print("in")
print(repr(caught.getvalue()))
kept, sys.stdout = sys.stdout, io.StringIO()
print("lost")
sys.stdout = kept
print("back", sys.stdout.encoding, sys.stdout.errors, sys.stdout.isatty(), sys.stdout.fileno())
`,
    stdout: "'in\\n'\nback utf-8 strict False 1",
  },
  {
    name: 'is given the same numbers by the same seed',
    code: 'import random\nrandom.seed(1)\nprint(random.random(), random.sample(range(100), 3))\n',
    stdout: '0.13436424411240122 [97, 8, 32]',
  },
];
