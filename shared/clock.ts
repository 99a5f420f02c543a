/**
 * The time, in milliseconds since the epoch. Rules never read it: it is passed to them.
 * CLOCK_OFFSET_MS shifts it where a month has to pass in a second; deployed, it is not set.
 */
export const now = (): number => Date.now() + Number(process.env.CLOCK_OFFSET_MS ?? 0);

/** The time as an ISO 8601 instant in UTC. */
export const instant = (at: number = now()): string => new Date(at).toISOString();
