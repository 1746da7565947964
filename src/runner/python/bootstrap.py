# What Python is started with: loads our modules, which the bot sends, and reads the rules. What begins the work follows.
import marshal
import os
import site
import sys


def read(size):
    data = b""
    while len(data) < size:
        data += os.read(3, size - len(data)) or sys.exit(1)
    return data


def read_message():
    return read(int(read(10)))


modules_at_start = set(sys.modules)
loaded = marshal.loads(read_message())
for name, code in loaded.items():
    sys.modules[name] = type(sys)(name)
    # By this, modules of a package find each other.
    sys.modules[name].__package__ = name.rpartition(".")[0] or name
    exec(code, vars(sys.modules[name]))
rules = eval(read_message())
