/** How a platform was set up. */
export interface Done {
  /** What was written into `.env`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether the bot may do there what it has to. */
  readonly isWell: boolean;
}
