const epochMs = 1_420_070_400_000;

/** Hands out ids of "now" that only grow, as Discord's do. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const fresh = snowflakeAt(now());
    last = fresh > last ? fresh : last + 1n;
    return String(last);
  };
}

/** The first id of a moment, in ms since 1970. */
export function snowflakeAt(ms: number): bigint {
  return BigInt(Math.floor(ms) - epochMs) << 22n;
}

/** The shard that hears of a guild. */
export function shardOf(guildId: string | null, shards: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
