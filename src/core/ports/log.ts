/** What operators read. Fields never hold learners' code, text they typed, or secrets. */
export interface Log {
  info(event: string, fields: LogFields): void;
  warn(event: string, fields: LogFields): void;
  error(event: string, fields: LogFields & { readonly error?: unknown }): void;
}

export type LogFields = Readonly<Record<string, unknown>>;
