"""A list of system calls that no lesson needs and that have opened, or could open, a way out."""

import ctypes
import errno
import os
import struct

import libc

_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_MISSING = 0x00050000 | errno.ENOSYS
_KILL = 0x80000000

_LOAD = 0x20
_IF_EQUAL = 0x15
_IF_AT_LEAST = 0x35
_IF_ANY_BIT = 0x45
_RETURN = 0x06

_NUMBER = 0
_ARCHITECTURE = 4
_X32_CALLS = 0x40000000
# What the kernel adds later has not been looked at, so it does not exist in here.
_LAST_CALL_LOOKED_AT = 466

_NEW_NAMESPACES = 0x7E020000
_TIOCSTI = 0x5412
_TIOCLINUX = 0x541C
_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6

_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

# name: (number on x86_64, number on aarch64), None where the machine has no such call.
_REFUSED = {
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    # wide doors into the kernel
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "userfaultfd": (323, 282),
    "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "lookup_dcookie": (212, 18),
    "nfsservctl": (180, 42),
    "vhangup": (153, 58),
    "syslog": (103, 116),
    "personality": (135, 92),
    "lsm_get_self_attr": (459, 459),
    "lsm_set_self_attr": (460, 460),
    "lsm_list_modules": (461, 461),
    "mbind": (237, 235),
    "set_mempolicy": (238, 237),
    "set_mempolicy_home_node": (450, 450),
    # memory that neither RLIMIT_AS nor the scratch folder's size counts
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "shmdt": (67, 197),
    "semget": (64, 190),
    "semop": (65, 193),
    "semctl": (66, 191),
    "semtimedop": (220, 192),
    "msgget": (68, 186),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    # the machine itself
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    # only on x86
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
    "uselib": (134, None),
    "ustat": (136, None),
    "sysfs": (139, None),
    "_sysctl": (156, None),
    "create_module": (174, None),
    "get_kernel_syms": (177, None),
    "query_module": (178, None),
}

_CLONE = (56, 220)
_CLONE3 = (435, 435)
_SOCKET = (41, 198)
_SOCKETPAIR = (53, 199)
_IOCTL = (16, 29)
_PRLIMIT64 = (302, 261)
_PRCTL = (157, 167)


_installed = None


def prepare():
    """Builds the filter, once for many processes."""
    global _installed
    machine = os.uname().machine
    if machine not in _MACHINES:
        raise OSError(f"no seccomp table for {machine}: expected one of {', '.join(_MACHINES)}")
    program = b"".join(_filter(*_MACHINES[machine]))
    code = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(struct.pack("HL", len(program) // 8, ctypes.addressof(code)))
    _installed = (header, code)


def install():
    """Puts the filter on this process and all that come from it. Needs no_new_privs."""
    if _installed is None:
        prepare()
    libc.prctl(libc.PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(_installed[0]))


def _filter(architecture, column):
    yield _step(_LOAD, _ARCHITECTURE)
    yield from _unless(_IF_EQUAL, architecture, _KILL)
    yield _step(_LOAD, _NUMBER)
    yield from _search(_pieces(_decisions(column)))


def _decisions(column):
    """What is done about which call; all that is not named is allowed."""
    refused = [numbers[column] for numbers in _REFUSED.values() if numbers[column] is not None]
    decisions = {number: [_answer(_REFUSE)] for number in refused}
    # glibc then falls back to clone, whose flags a filter can read; those of clone3 are behind a pointer.
    decisions[_CLONE3[column]] = [_answer(_MISSING)]
    decisions[_CLONE[column]] = _by_argument(0, _when(_IF_ANY_BIT, _NEW_NAMESPACES, _REFUSE), _ALLOW)
    families = [step for family in _FAMILIES for step in _when(_IF_EQUAL, family, _ALLOW)]
    for call in (_SOCKET, _SOCKETPAIR):
        decisions[call[column]] = _by_argument(0, families, _REFUSE)
    fakes_typing = [step for request in (_TIOCSTI, _TIOCLINUX) for step in _when(_IF_EQUAL, request, _REFUSE)]
    decisions[_IOCTL[column]] = _by_argument(1, fakes_typing, _ALLOW)
    # What cannot be dumped cannot be watched either: its memory would not count.
    unwatched = _by_argument(1, _when(_IF_EQUAL, 0, _REFUSE), _ALLOW)
    hides = [_step(_IF_EQUAL, libc.PR_SET_DUMPABLE, 0, len(unwatched)), *unwatched]
    decisions[_PRCTL[column]] = _by_argument(0, hides, _ALLOW)
    # 0 is the caller itself. Another's limits could stop the process that watches.
    decisions[_PRLIMIT64[column]] = _by_argument(0, _when(_IF_EQUAL, 0, _ALLOW), _REFUSE)
    return decisions


def _pieces(decisions):
    """The line of all numbers, cut wherever the decision changes: (first number, what is done)."""
    pieces = []
    for number in range(_LAST_CALL_LOOKED_AT + 1):
        block = decisions.get(number, [_answer(_ALLOW)])
        if not pieces or pieces[-1][1] != block:
            pieces.append((number, block))
    return [*pieces, (_LAST_CALL_LOOKED_AT + 1, [_answer(_MISSING)]), (_X32_CALLS, [_answer(_KILL)])]


def _search(pieces):
    """Halves the pieces until one is left. The kernel tries every number when a filter is installed, so this counts."""
    if len(pieces) == 1:
        return pieces[0][1]
    middle = len(pieces) // 2
    below, above = _search(pieces[:middle]), _search(pieces[middle:])
    return [_step(_IF_AT_LEAST, pieces[middle][0], len(below), 0), *below, *above]


def _by_argument(index, decisions, otherwise):
    """Decides a call by the low half of one argument, which is all that the kernel reads of these."""
    return [_step(_LOAD, 16 + 8 * index), *decisions, _answer(otherwise)]


def _when(test, value, answer):
    return [_step(test, value, 0, 1), _answer(answer)]


def _unless(test, value, answer):
    return [_step(test, value, 1, 0), _answer(answer)]


def _answer(value):
    return _step(_RETURN, value)


def _step(code, value, if_true=0, if_false=0):
    return struct.pack("HBBI", code, if_true, if_false, value)
