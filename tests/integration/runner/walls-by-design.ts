/** Where a sandbox of the pool may look otherwise than one of bubblewrap, and why; whatever is not here may not. */
export const byDesign: readonly { readonly where: RegExp; readonly reason: string }[] = [
  {
    where: /^limits\/RLIMIT_NPROC$/u,
    reason: 'the sleeper that keeps the memory of the program counts as one of its user’s processes',
  },
  {
    where: /^(users|maps\/uid_map|maps\/gid_map|namespaces\/user)/u,
    reason: 'the pool has a user namespace for each sandbox, in which the program is user 1000 and root is nobody',
  },
  { where: /^mounts\/\/\/of all\//u, reason: 'the root folder of the pool is smaller, and is made once' },
  {
    where: /^mounts\/\/dev\/\w+\/options\/noexec$/u,
    reason: 'the pool takes one right more from devices than bubblewrap does',
  },
  {
    where: /^mounts\/\/etc\/(alternatives|ld\.so\.cache)/u,
    reason: 'the pool shows copies of what bubblewrap shows by mounts',
  },
  {
    where: /^mounts\/\/proc\/of all\/hidepid=ptraceable$/u,
    reason: 'the pool hides processes that are not the program’s own; in the other, process 1 belongs to root',
  },
  { where: /^process 1\//u, reason: 'so process 1 cannot even be asked for its name in the pool' },
  {
    where: /^mounts\/\/proc\/(bus|irq|fs|sys|sysrq-trigger)\//u,
    reason: 'bubblewrap protects folders that are no longer there once only processes are shown',
  },
  {
    where: /^mounts\/\/tmp\/of all\/(uid|gid|mode)=/u,
    reason: 'its scratch folder is made by the sandbox itself, so it says whose it is',
  },
  {
    where: /^kernel files\/read\/\/proc\/(self|thread-self)\/(task\/\d+\/)?exe$/u,
    reason: 'the interpreter of the pool was started where its sandboxes cannot go, so it is no file of theirs',
  },
  {
    where: /^signals\/SigCgt/u,
    reason: 'the clock of the pool interrupts long steps to see what they are at',
  },
];
