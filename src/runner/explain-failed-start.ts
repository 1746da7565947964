import type { RunEnding } from './run-program.ts';

/** One sentence for the host, and the command or setting that mends it. */
export interface Problem {
  readonly reason: string;
  readonly cure: string;
}

interface KnownProblem {
  readonly says: RegExp;
  readonly cure: string;
}

// What bubblewrap and the kernel say, most specific first.
const KNOWN: readonly KnownProblem[] = [
  {
    says: /uid map|Creating new namespace failed|No permissions to creat|RTM_NEWADDR|Operation not permitted.*namespace/i,
    cure:
      'Allow user namespaces: sysctl -w user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1 ' +
      'kernel.apparmor_restrict_unprivileged_userns=0 (those that this system has); in a container, give it CAP_SYS_ADMIN.',
  },
  {
    says: /mount proc/i,
    cure: 'Start the container with its /proc unmasked (docker run --security-opt systempaths=unconfined).',
  },
  {
    says: /execvp|source path/i,
    cure: 'Set PYTHON to an interpreter that every user of this machine may read, such as /usr/bin/python3.',
  },
  { says: /nknown (capability|option)|Unknown cap/i, cure: 'Upgrade bubblewrap to 0.5 or newer.' },
  { says: /no seccomp table/i, cure: 'Run the bot on x86-64 or 64-bit ARM.' },
];

const OTHERWISE = 'Run `studyloop doctor` and look at the walls of the sandbox.';

/** Why the sandbox did not get as far as the program's first line. */
export function explainFailedStart({ failure, stderr, stopped }: RunEnding): Problem {
  if (stopped === 'start') {
    return {
      reason: 'The sandbox took too long to start.',
      cure: 'Lower RUN_CONCURRENCY, or give the machine more CPU.',
    };
  }
  const said = failure ?? (stderr.text().trim().split('\n').at(-1) || 'it ended without a word');
  return {
    reason: `The sandbox did not start: ${said}`,
    cure: KNOWN.find(({ says }) => says.test(said))?.cure ?? OTHERWISE,
  };
}
