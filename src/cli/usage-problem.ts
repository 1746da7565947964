/** Something was asked of the command line that it cannot do; the message is one sentence. Exit code 2. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}
