/** Python that prints the name of the error each of `tries` ends with, or what it evaluates to. */
export function attempts(setup: string, ...tries: readonly string[]): string {
  return `import errno, os, socket
def attempt(action):
    try:
        print(action())
    except OSError as error:
        print(errno.errorcode.get(error.errno, type(error).__name__))
    except Exception as error:
        print(type(error).__name__)
${setup}
${tries.map((expression) => `attempt(lambda: ${expression})`).join('\n')}
`;
}

/** Python that makes each system call, given as [number on x86_64, number on aarch64], with zeros for arguments. */
export function systemCalls(calls: Readonly<Record<string, readonly [number, number]>>): string {
  return `import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
column = ["x86_64", "aarch64"].index(os.uname().machine)
for name, numbers in ${JSON.stringify(calls)}.items():
    ctypes.set_errno(0)
    result = libc.syscall(numbers[column], 0, 0, 0, 0, 0, 0)
    print(name, errno.errorcode.get(ctypes.get_errno(), result))
`;
}
