"""
Keeps one warm interpreter and forks finished one-shot sandboxes from it. It holds no secret, and reads only what the bot
says, never a byte of a learner's:
  spawn ID      build a sandbox; its three streams dial the bot's socket and say which they are
  hurry ID      the same, and leave out what only makes its program start faster: it is wanted now
  kill ID       end it, and everything in it
  watch ID      from now on, end it when its processes together hold more than the limit
What it says, one JSON object a line:
  {"kind": "ready"}                                    the zygote, once
  {"kind": "unable", "reason"}                         no sandbox can be made; it ends
  {"kind": "failed", "id", "reason"}                   this one could not be made
  {"kind": "ended", "id", "status", "cpuMs", "peakBytes", "memoryError", "overMemory", "overCpu"}
                                                       all that the program wrote is on its streams
"""

import os
import signal

import libc
import namespaces
import nursery
import pruned_root

_O_PATH = os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC


def main(control, rules, loaded):
    """Becomes the guard of a process that does the work. Owns the descriptor `control`; `loaded`: our code, by module."""
    _die_with_parent()
    try:
        rules["socketFolder"] = os.open(rules["socketFolder"], _O_PATH)
        _deprive(rules)
        worker = os.fork()
    except Exception as error:
        _say_unable(control, error)
        os._exit(1)
    if worker:
        _guard(worker, control)
    _die_with_parent()
    try:
        pruned_root.move_in()
        nursery.serve(control, rules, loaded)
    except Exception as error:
        _say_unable(control, error)
        os._exit(1)


def _deprive(rules):
    """
    Leaves the machine's namespaces and, for root, its users, so that whoever took this process over had won little.
    Only root can read everything that the root folder shows, so it builds that before.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    outside = rules["firstUid"]
    if os.geteuid() == 0:
        os.setgroups([])
        namespaces.unshare(namespaces.NEWNS)
        pruned_root.build(rules)
        _become_nobody(outside, rules["users"])
    else:
        _become_nobody(os.geteuid(), 1)
        pruned_root.build(rules)


def _become_nobody(outside, count):
    """Root of a new user namespace, which is an ordinary user outside of it."""
    go, say_go = os.pipe()
    myself = os.getpid()
    helper = os.fork()
    if helper == 0:
        # Else it would wait for itself where this process fails.
        os.close(say_go)
        _map_when_told(go, f"/proc/{myself}", (outside, count))
    namespaces.unshare(namespaces.NEWUSER | namespaces.NEWNS | namespaces.NEWPID)
    os.write(say_go, b"!")
    if os.waitpid(helper, 0)[1] != 0:
        raise PermissionError("the users of a new user namespace could not be set")
    os.close(go)
    os.close(say_go)
    os.setresgid(0, 0, 0)
    os.setresuid(0, 0, 0)
    # A change of user clears both.
    libc.prctl(libc.PR_SET_DUMPABLE, 1)
    _die_with_parent()


def _map_when_told(go, folder, users):
    status = 1
    try:
        if not os.read(go, 1):
            return
        outside, count = users
        if os.geteuid() != 0:
            with open(f"{folder}/setgroups", "w") as file:
                file.write("deny")
        namespaces.write_maps(folder, 0, (outside, os.getegid() if os.geteuid() else outside), count)
        status = 0
    finally:
        os._exit(status)


def _guard(worker, control):
    """The worker is process 1 of its pid namespace: with it goes every sandbox. It goes when this process does."""
    os.close(control)
    status = os.waitpid(worker, 0)[1]
    os._exit(1 if status else 0)


def _die_with_parent():
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)


def _say_unable(control, error):
    text = f"{type(error).__name__}: {error}"
    plain = "".join(letter if " " <= letter <= "~" and letter not in '"\\' else " " for letter in text)
    os.write(control, f'{{"kind":"unable","reason":"{plain}"}}\n'.encode())
