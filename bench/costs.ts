import { authenticate } from '../functions/firm/authenticate.ts';
import { authenticate as authenticateContact, identify } from '../functions/portal/authenticate.ts';
import { portalRoutes } from '../functions/portal-routes.ts';
import { staffRoutes } from '../functions/routes.ts';
import { api } from '../shared/http/api.ts';
import type { HttpEvent } from '../shared/http/request.ts';
import { sealedCursors } from '../shared/table/cursors.ts';
import { fakeFiles, fakeSeals, fakeUploads } from '../test/support/fakes.ts';
import { type BenchCall, eventOf, nameOfCall } from './call.ts';
import { benchCalls, uncovered } from './calls.ts';
import type { MeasuredTable } from './database.ts';
import type { BenchFirm } from './firm.ts';
import type { Cost } from './meter.ts';
import type { Scene } from './scene.ts';

export type Answer = { statusCode?: number; body?: string };
export type Handler = (event: HttpEvent) => Promise<Answer>;

/** As long as Lambda's own: it stands in every event. */
const awsRequestId = '00000000-0000-4000-8000-000000000000';

/** The APIs of the staff and of the clients' page as their functions compose them, over the measured table. */
export async function bothApis({ table, sweep }: MeasuredTable, { keys }: BenchFirm): Promise<Handler> {
  const cursors = sealedCursors(table);
  // A running function has read the key of the cursors once.
  await cursors.seal({ pk: 'first', sk: 'first' }, 'first');
  const common = { table, cursors, log: () => undefined };
  const staff = api(staffRoutes, {
    ...common,
    authenticate: authenticate(table),
    deps: { table, cursors, sweep, keys, seals: fakeSeals(), files: fakeFiles(), uploads: fakeUploads() },
  });
  const portal = api(portalRoutes, {
    ...common,
    identify,
    authenticate: authenticateContact(table),
    deps: { table, uploads: fakeUploads() },
  });
  return (event) => (event.rawPath.startsWith('/portal/') ? portal : staff)(event, { awsRequestId });
}

/** A refused call costs less: it must not pass for a cheap one. */
export function checked(call: BenchCall, { statusCode = 500, body }: Answer): void {
  if (statusCode >= 300) throw new Error(`${nameOfCall(call)} answers ${statusCode}: ${body?.slice(0, 300)}`);
}

export const callsAt = (size: number): BenchCall[] => benchCalls.filter(({ fewest = 0 }) => size >= fewest);

export type Costs = ReadonlyMap<BenchCall, Cost>;

/** What each call costs in the firm of this scene, called once each. */
export async function costsOf({ meter }: MeasuredTable, handler: Handler, scene: Scene): Promise<Costs> {
  const missing = uncovered();
  if (missing.length > 0) throw new Error(`The bench calls not what the API has: ${missing.join('; ')}`);
  const costs = new Map<BenchCall, Cost>();
  for (const call of callsAt(scene.size)) {
    const event = await eventOf(call, scene, 0);
    const { cost } = await meter.record(async () => checked(call, await handler(event)));
    costs.set(call, cost);
  }
  return costs;
}
