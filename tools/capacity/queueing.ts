/** Work that comes to servers who share one line: arrivals a second, seconds of one, how many serve at a time. */
export interface Line {
  readonly rate: number;
  readonly seconds: number;
  readonly servers: number;
}

/** The chance that who comes by chance has to wait where service takes an exponential time (Erlang's C); 1 when overloaded. */
export function erlangC({ rate, seconds, servers }: Line): number {
  const load = rate * seconds;
  if (load >= servers) return 1;
  // Erlang's B by its recursion, which neither overflows nor loses digits.
  let blocked = 1;
  for (let server = 1; server <= servers; server += 1) blocked = (load * blocked) / (server + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** The mean wait in seconds, M/M/c. */
export function meanWait(line: Line): number {
  const { rate, seconds, servers } = line;
  return rate * seconds >= servers ? Infinity : (erlangC(line) * seconds) / (servers - rate * seconds);
}

/** The wait in seconds that this share of all stays below, M/M/c. */
export function waitBelow(share: number, line: Line): number {
  const { rate, seconds, servers } = line;
  if (rate * seconds >= servers) return Infinity;
  return Math.max(0, (Math.log(erlangC(line) / (1 - share)) * seconds) / (servers - rate * seconds));
}

/** The mean wait in seconds of one server who takes the same time for everything, M/D/1. */
export function meanWaitSteady({ rate, seconds }: Omit<Line, 'servers'>): number {
  const load = rate * seconds;
  return load >= 1 ? Infinity : (load * seconds) / (2 * (1 - load));
}

/** The fewest servers with which this share waits for less than so many seconds. */
export function serversFor(
  work: Omit<Line, 'servers'>,
  goal: { readonly share: number; readonly seconds: number },
): number {
  let servers = Math.max(1, Math.floor(work.rate * work.seconds) + 1);
  while (waitBelow(goal.share, { ...work, servers }) > goal.seconds) servers += 1;
  return servers;
}
