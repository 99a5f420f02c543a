import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, type RestService } from './aws-api.ts';
import type { Clock } from './clock.ts';
import { foreign } from './gateway/local.ts';
import { decodePercent } from './gateway/routes.ts';
import { html } from './pages/html.ts';
import { page, send, sendPage } from './pages/page.ts';
import { timeTag } from './pages/people-time.ts';
import type { startSchedules } from './schedules/schedules.ts';
import type { Engine } from './states/engine.ts';

export type Operations = {
  clock: Clock;
  /** Moves the one clock; milliseconds. */
  forward: (milliseconds: number) => void;
  schedules: ReturnType<typeof startSchedules>;
  engine: Engine;
  /** A bearer token of someone in the team, by their id. */
  mint: (memberId: string) => Promise<string>;
  /** Waits until all that follows from what was done has happened. */
  settled: () => Promise<void>;
};

type Run = (
  of: Operations,
  found: { parts: string[]; url: URL; body: () => Promise<string> },
) => Promise<{ json: unknown } | { page: string }>;

const units: Record<string, number> = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** `{ "days": 1, "hours": 2 }`, or an instant to go to. */
function distance(body: string, now: number): number {
  const wanted = JSON.parse(body || '{}') as Record<string, unknown>;
  if (typeof wanted.to === 'string') return Date.parse(wanted.to) - now;
  return Object.entries(wanted).reduce((sum, [unit, count]) => sum + Number(count) * (units[unit] ?? Number.NaN), 0);
}

const token: Run = async ({ mint }, { url }) => ({ json: { token: await mint(url.searchParams.get('member') ?? '') } });

const showClock: Run = async ({ clock }) => ({ json: { now: new Date(clock.now()).toISOString() } });

const moveClock: Run = async ({ clock, forward, schedules, settled }, { body }) => {
  const by = distance(await body(), clock.now());
  if (!(by >= 0))
    throw new RangeError('Say how far to go forward: {"days": 1, "hours": 2} or {"to": "2027-01-04T09:00:00Z"}');
  forward(by);
  await schedules.settled();
  await settled();
  return { json: { now: new Date(clock.now()).toISOString() } };
};

const runSchedule: Run = async ({ schedules, settled }, { parts: [wanted = ''] }) => {
  const named = schedules.list().find(({ name }) => name.toLowerCase().startsWith(wanted.toLowerCase()));
  await schedules.run(named?.name ?? wanted);
  await settled();
  return { json: { fired: named?.name } };
};

const listSchedules: Run = async ({ schedules, clock }) => {
  const row = ({ name, expression, timeZone, state, next }: ReturnType<typeof schedules.list>[number]) =>
    html`<tr>
      <td>${name}</td>
      <td>${expression} ${timeZone}</td>
      <td>${state === 'ENABLED' && next ? timeTag(next.toISOString(), clock.now()) : 'off'}</td>
    </tr>`;
  const body = html`<h1>Schedules</h1>
    <p class="quiet">Fire one with <code>curl -X POST /local/schedules/{name}/run</code>, or move the clock.</p>
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>When</th>
          <th>Next</th>
        </tr>
      </thead>
      <tbody>
        ${schedules.list().map(row)}
      </tbody>
    </table>`;
  return { page: page({ title: 'Schedules', body, place: '/local/schedules' }) };
};

const listWorkflows: Run = async ({ engine, clock }) => {
  const row = (execution: ReturnType<Engine['list']>[number]) =>
    html`<tr>
      <td><a href="/local/workflows/${encodeURIComponent(execution.arn)}">${execution.name}</a></td>
      <td>${execution.status.toLowerCase()}</td>
      <td>${timeTag(new Date(execution.started).toISOString(), clock.now())}</td>
      <td>${execution.error ?? ''}</td>
    </tr>`;
  const machine = ({ arn, name }: { arn: string; name: string }) => {
    const executions = engine.list(arn, undefined, undefined, 50);
    return html`<h2>${name}</h2>
      ${
        executions.length === 0
          ? html`<p class="quiet">Nothing has run yet. Executions will be here, the newest first.</p>`
          : html`<table>
              <thead>
                <tr>
                  <th>Execution</th>
                  <th>State</th>
                  <th>Began</th>
                  <th>Error</th>
                </tr>
              </thead>
              <tbody>
                ${executions.map(row)}
              </tbody>
            </table>`
      }`;
  };
  const body = html`<h1>Workflows</h1>
    ${engine.machines().map(machine)}`;
  return { page: page({ title: 'Workflows', body, place: '/local/workflows' }) };
};

/** A job knows its execution by name only. */
function arnOf(engine: Engine, key: string): string {
  if (key.startsWith('arn:')) return key;
  const arns = engine.machines().map(({ arn }) => `${arn.replace(':stateMachine:', ':execution:')}:${key}`);
  return arns.find((arn) => engine.has(arn)) ?? key;
}

const showWorkflow: Run = async ({ engine, clock }, { parts: [key = ''] }) => {
  const arn = arnOf(engine, key);
  const { name, status } = engine.execution(arn);
  const row = ({ at, type, detail }: ReturnType<Engine['history']>[number]) =>
    html`<tr>
      <td>${timeTag(new Date(at).toISOString(), clock.now())}</td>
      <td>${type}</td>
      <td><code>${JSON.stringify(detail ?? {}).slice(0, 300)}</code></td>
    </tr>`;
  const body = html`<h1>${name}</h1>
    <p>${status.toLowerCase()}</p>
    <table>
      <tbody>
        ${engine.history(arn, { limit: 500 }).map(row)}
      </tbody>
    </table>`;
  return { page: page({ title: name, body, place: '/local/workflows' }) };
};

const settle: Run = async ({ settled }) => {
  await settled();
  return { json: { settled: true } };
};

const routes: readonly (readonly [method: string, path: RegExp, run: Run])[] = [
  ['POST', /^\/local\/token$/, token],
  ['GET', /^\/local\/clock$/, showClock],
  ['POST', /^\/local\/clock$/, moveClock],
  ['POST', /^\/local\/settled$/, settle],
  ['POST', /^\/local\/schedules\/([^/]+)\/run$/, runSchedule],
  ['GET', /^\/local\/schedules$/, listSchedules],
  ['GET', /^\/local\/workflows$/, listWorkflows],
  ['GET', /^\/local\/workflows\/([^/]+)$/, showWorkflow],
];

const sendJson = (response: ServerResponse, value: unknown, status = 200) =>
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`);

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  of: Operations,
  run: Run,
  given: Parameters<Run>[1],
) {
  const why = foreign(request);
  if (why) return send(response, 403, 'text/plain; charset=utf-8', why);
  try {
    const result = await run(of, given);
    if ('page' in result) sendPage(response, result.page);
    else sendJson(response, result.json);
  } catch (error) {
    sendJson(response, { message: error instanceof Error ? error.message : String(error) }, 400);
  }
}

/** What only a local cloud can do: hand out tokens, move the clock, fire a schedule, show its workflows. */
export function localOperations(of: Operations): RestService {
  return async (request, response, url) => {
    for (const [method, path, run] of routes) {
      const found = request.method === method ? path.exec(url.pathname) : null;
      if (!found) continue;
      const body = async () => (await readBody(request)).toString();
      await answer(request, response, of, run, { url, parts: found.slice(1).map(decodePercent), body });
      return true;
    }
    return false;
  };
}
