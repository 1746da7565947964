/** A server or workspace. */
export interface Community {
  readonly platform: string;
  readonly community: string;
}

/** Where a question is asked. */
export interface Channel extends Community {
  readonly channel: string;
}
