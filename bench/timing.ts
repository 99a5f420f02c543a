import { portalRoutes } from '../functions/portal-routes.ts';
import { staffRoutes } from '../functions/routes.ts';
import { type BenchCall, eventOf } from './call.ts';
import { checked, type Handler } from './costs.ts';
import type { MeasuredTable } from './database.ts';
import { replayOf } from './replay.ts';
import type { Scene } from './scene.ts';

/** Milliseconds of the handler, and of its database requests alone. */
export type Timing = { handler: number[]; bare: number[] };

const usualWarmUp = 5;

const limited = new Set(
  [...staffRoutes, ...portalRoutes].filter(({ limit }) => limit).map(({ method, path }) => `${method} ${path}`),
);

/** Between two calls of a route that may be called so and so often, so that nobody meets that limit. */
function anHourPasses({ route }: BenchCall): void {
  if (!limited.has(route)) return;
  process.env.CLOCK_OFFSET_MS = String(Number(process.env.CLOCK_OFFSET_MS ?? 0) + 3_600_000);
}

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
};

/**
 * The handler and its bare requests in turns, so that a slow moment of the machine meets both. The bare requests come
 * from a rehearsal whose transaction was not sent: what it would write is new, and fits the table as it stands.
 */
export async function timingOf(
  { plain, meter }: MeasuredTable,
  handler: Handler,
  scene: Scene,
  { call, rounds, warmUp = usualWarmUp }: { call: BenchCall; rounds: number; warmUp?: number },
): Promise<Timing> {
  const timing: Timing = { handler: [], bare: [] };
  let turn = 1;
  const clocked = async <T>(times: number[], run: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await run();
    if (turn > 2 * warmUp) times.push(performance.now() - began);
    turn++;
    anHourPasses(call);
    return answer;
  };
  const bare = async () => {
    const event = await eventOf(call, scene, turn);
    const { sent } = await meter.rehearse(async () => checked(call, await handler(event)));
    await clocked(timing.bare, replayOf(plain, sent));
  };
  const whole = async () => {
    const event = await eventOf(call, scene, turn);
    checked(call, await clocked(timing.handler, () => handler(event)));
  };
  for (let round = 0; round < warmUp + rounds; round++)
    for (const side of round % 2 === 0 ? [bare, whole] : [whole, bare]) await side();
  return timing;
}
