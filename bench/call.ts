import { httpEvent } from '../test/support/call.ts';
import type { HttpEvent } from '../shared/http/request.ts';
import type { Scene } from './scene.ts';

/** What one call sends; the caller is the administrator where nobody is named. */
export type Request = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
  headers?: Record<string, string>;
  /** Of someone who is on their page. */
  cookies?: string[];
  by?: string;
};

/** How a route is called. `turn` counts the calls made of it, for what must be new each time. */
export type BenchCall = {
  /** Method and path as the route declares them. */
  route: string;
  /** What is special about this call, where the plain words of the route do not say it. */
  when?: string;
  /** The dearest form of the call: its largest values, and what it can set off at once. Not timed. */
  worst?: true;
  /** What its units to read grow with, where that is not the number of clients; docs/table.md says so. */
  growsWith?: 'the team' | 'the trees of folders';
  /** Clients that the firm must have for it. */
  fewest?: number;
  /** Made anew for each call; what it prepares is neither counted nor timed. */
  request: (scene: Scene, turn: number) => Request | Promise<Request>;
};

export const nameOfCall = ({ route, when = '' }: Pick<BenchCall, 'route' | 'when'>): string =>
  when === '' ? route : `${route} (${when})`;

/** The event that the gateway would hand over. */
export async function eventOf({ route, request }: BenchCall, scene: Scene, turn: number): Promise<HttpEvent> {
  const { params = {}, by = scene.founder, cookies, ...sent } = await request(scene, turn);
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name]!);
  return { ...httpEvent(method, path, by, sent), ...(cookies && { cookies }) };
}
