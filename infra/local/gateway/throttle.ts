import type { Clock } from '../clock.ts';

/** The stage's throttle: so many requests a second, and so many at once. */
export type Throttle = { rateLimit: number; burstLimit: number };

/** A token bucket: answers whether one more request may pass. */
export function tokenBucket({ rateLimit, burstLimit }: Throttle, clock: Clock): () => boolean {
  let tokens = burstLimit;
  let filledAt = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(burstLimit, tokens + ((now - filledAt) / 1000) * rateLimit);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
