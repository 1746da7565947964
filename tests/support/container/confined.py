"""
confined.py JSON — becomes the program named there, confined the way an engine of containers confines one that may do
nothing special: no capability, no new privileges, an ordinary user, and the seccomp profile in a file, put into the
kernel by libseccomp, as runc does it.
  {"profile": path, "without": [calls], "user": number or null, "proc": "whole" | "masked", "command": [...]}
Root, who may, also makes everything but /tmp read-only, as `read_only: true` does.
`without` are calls that the profile allows and these engines' own does not; of `clone` they allow what makes no namespace.
"""

import ctypes
import json
import os
import platform
import sys

_KILL_PROCESS = 0x80000000
_ERRNO = 0x00050000
_ALLOW = 0x7FFF0000
_MASKED_EQUAL = 7
_UNKNOWN = -1
_NEW_NAMESPACES = 0x7E020000
_ARCHITECTURES = {
    "SCMP_ARCH_X86_64": ("x86_64", 0xC000003E),
    "SCMP_ARCH_AARCH64": ("aarch64", 0xC00000B7),
}

_PR_CAPBSET_DROP = 24
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWNS = 0x00020000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
# What engines hide and lock of /proc unless told not to.
_HIDDEN = ("acpi", "scsi", "keys", "timer_list", "kcore")
_LOCKED = ("bus", "fs", "irq", "sys", "sysrq-trigger")

_libc = ctypes.CDLL(None, use_errno=True)


class _Comparison(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def main(wanted):
    with open(wanted["profile"]) as file:
        profile = json.load(file)
    if wanted["user"] is not None:
        _close_files()
        if wanted["proc"] == "masked":
            _mask_proc()
    _drop_rights(wanted["user"])
    _load(profile, set(wanted["without"]))
    os.execv(wanted["command"][0], wanted["command"])


def _drop_rights(user):
    if user is not None:
        for number in range(64):
            _libc.prctl(_PR_CAPBSET_DROP, number, 0, 0, 0)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _load(profile, without):
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(_answer(profile["defaultAction"], profile["defaultErrnoRet"])))
    machines = dict(_ARCHITECTURES[name] for name in profile["architectures"])
    native = machines.pop(platform.machine())
    for token in machines.values():
        _settled(library.seccomp_arch_add(context, ctypes.c_uint32(token)), "seccomp_arch_add")
    if not native:
        raise SystemExit("this machine is not in the profile")
    for rule in profile["syscalls"]:
        for name in rule["names"]:
            if name not in without:
                _add(library, context, name, rule)
            elif name == "clone":
                _add(library, context, name, rule, _Comparison(0, _MASKED_EQUAL, _NEW_NAMESPACES, 0))
    _settled(library.seccomp_load(context), "seccomp_load")


def _add(library, context, name, rule, *only_if):
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number == _UNKNOWN:
        raise SystemExit(f"libseccomp knows no system call {name}")
    action = _answer(rule["action"], rule.get("errnoRet", 1))
    comparisons = (_Comparison * len(only_if))(*only_if)
    status = library.seccomp_rule_add_array(context, action, number, len(only_if), comparisons)
    _settled(status, f"seccomp_rule_add_array for {name}")


def _answer(action, number):
    return {"SCMP_ACT_ALLOW": _ALLOW, "SCMP_ACT_ERRNO": _ERRNO | number}[action]


def _settled(status, what):
    if status != 0:
        raise OSError(-status, f"{what}: {os.strerror(-status)}")


def _close_files():
    _call("unshare", _CLONE_NEWNS)
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    _mount("/tmp", "/tmp", None, _MS_BIND | _MS_REC)
    _mount("none", "/tmp", None, _MS_BIND | _MS_REMOUNT | _MS_NOSUID | _MS_NODEV)
    _mount("none", "/", None, _MS_BIND | _MS_REMOUNT | _MS_RDONLY | _MS_NODEV)


def _mask_proc():
    """As engines leave /proc to a container whose system paths are not unconfined."""
    for name in filter(os.path.exists, (f"/proc/{name}" for name in _HIDDEN)):
        if os.path.isdir(name):
            _mount("tmpfs", name, "tmpfs", _MS_RDONLY)
        else:
            _mount("/dev/null", name, None, _MS_BIND)
    for name in filter(os.path.exists, (f"/proc/{name}" for name in _LOCKED)):
        _mount(name, name, None, _MS_BIND | _MS_REC)
        _mount("none", name, None, _MS_BIND | _MS_REMOUNT | _MS_RDONLY)


def _mount(source, target, kind, flags):
    texts = [None if text is None else text.encode() for text in (source, target, kind)]
    _call("mount", *texts, ctypes.c_ulong(flags), None)


def _call(name, *arguments):
    if getattr(_libc, name)(*arguments) == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


main(json.loads(sys.argv[1]))
