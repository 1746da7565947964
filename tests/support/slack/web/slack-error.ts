/** What Slack answers instead of doing what was asked: `{ ok: false, error }` and more. */
export class SlackError extends Error {
  readonly more: Readonly<Record<string, unknown>>;

  constructor(error: string, more: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.more = more;
  }
}

/** An error by Slack's name for it. */
export function slackError(error: string, more: Readonly<Record<string, unknown>> = {}): SlackError {
  return new SlackError(error, more);
}
