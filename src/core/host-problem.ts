/**
 * The world around the program is not as it must be: a setting, a file, a database, a missing wall. The message is for
 * the host, one sentence or one line for each fault: what was expected, what came, what to do. Never a bug of ours.
 */
export class HostProblem extends Error {
  override readonly name: string = 'HostProblem';
}
