import { engagements } from '../../functions/engagements/store.ts';
import { engagementEvent } from '../../functions/engagements/events.ts';
import { draft as draftEngagement, NewEngagement } from '../../functions/engagements/engagement.ts';
import { seriesEvent } from '../../functions/recurrence/events.ts';
import { pause } from '../../functions/recurrence/running.ts';
import { begin, NewSeries, type Series } from '../../functions/recurrence/series.ts';
import { seriesRecords } from '../../functions/recurrence/store.ts';
import { templateEvent } from '../../functions/templates/events.ts';
import { draft, publish } from '../../functions/templates/head.ts';
import { drafts, templates, versions } from '../../functions/templates/store.ts';
import type { TemplateContent } from '../../functions/templates/template.ts';
import { instant } from '../../shared/clock.ts';
import { addMonths } from '../../shared/dates/civil-date.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

const task = (n: number, more: object = {}) => ({
  key: `task-${n}`,
  title: `Task ${n} of the month`,
  due: `period.end +${1 + (n % 10)} bizday`,
  ...more,
});
const contentOf = (key: string, count: number, more: object = {}): TemplateContent => ({
  key,
  name: 'Monthly close',
  for: ['accounting'],
  title: 'Monthly close – {period, MMMM yyyy}',
  period: 'month',
  start: 'period.end +1 day roll following',
  due: 'period.end +10 bizday',
  deadline: 'none',
  roles: {},
  sections: [{ name: 'Close', tasks: Array.from({ length: count }, (_, n) => task(n, more)) }],
});

const made = new WeakMap<Scene, Map<number, Promise<string>>>();
/** One template of each size for a scene. */
function aTemplate(scene: Scene, count: number, more: object = {}): Promise<string> {
  const known = made.get(scene) ?? new Map<number, Promise<string>>();
  made.set(scene, known);
  const make = async () => {
    const id = newId('template');
    const content = contentOf(`close-${scene.size}-${count}`, count, more);
    const version = versions.create({ templateId: id, n: 1, content, publishedAt: afterwards, by: scene.founder });
    const records = [
      templates.create(publish(draft(content, id, afterwards), afterwards)),
      drafts.create({ templateId: id, content }),
    ].map((one) => ({ ...one, tells: {} }));
    const tail = await scene.make.tail(templates.key(id).pk);
    await scene.make.save(
      [templateEvent('template.published', tail, [...records, { ...version, tells: {} }])],
      afterwards,
    );
    return id;
  };
  const found = known.get(count) ?? make();
  known.set(count, found);
  return found;
}

const usual = (scene: Scene) => aTemplate(scene, 20);
const largest = (scene: Scene) => aTemplate(scene, 90, { instructions: long(600) });
const monthly = { kind: 'months', every: 1 } as const;

async function aSeries(scene: Scene, clientId: string, { templateId = '', more = {}, status = 'active' } = {}) {
  const id = newId('series');
  const given = { ...NewSeries.parse({ rhythm: monthly, ...more }), rhythm: monthly };
  const of = templateId || (await usual(scene));
  const begun = { ...begin({ ...given, templateId: of }, clientId, id, '2026-11-01'), lookOn: '2026-12-01' };
  const series: Series = status === 'paused' ? pause(begun, 'Sabbatical', afterwards) : begun;
  const record = seriesRecords.create(series);
  await scene.make.save([seriesEvent('series.begun', await scene.make.tail(record.item.pk), [record])], afterwards);
  return { seriesId: id };
}

const prepared = new WeakMap<Scene, Promise<string>>();
/** A client with ten series: as much as a page of ten shows, in a firm of any size. */
function aPageful(scene: Scene): Promise<string> {
  const fill = async () => {
    const { id } = await scene.make.client({ client: { name: 'Young & Series', lifecycle: 'active' } }, afterwards);
    for (let n = 0; n < 10; n++) await aSeries(scene, id);
    return id;
  };
  const found = prepared.get(scene) ?? fill();
  prepared.set(scene, found);
  return found;
}

const ofTen = { limit: '10' };
const of =
  (status = 'active') =>
  async (scene: Scene) => ({
    params: await aSeries(scene, scene.moving.clientId, { status }),
  });
const why = { body: { reason: 'The books are elsewhere' } };

export const seriesCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/clients/{clientId}/series',
    request: async (scene) => ({
      params: { clientId: scene.moving.clientId },
      body: { templateId: await usual(scene) },
    }),
  },
  {
    route: 'POST /v1/clients/{clientId}/series/preview',
    request: async (scene) => ({
      params: { clientId: scene.moving.clientId },
      body: { templateId: await usual(scene) },
    }),
  },
  {
    route: 'GET /v1/clients/{clientId}/series',
    when: 'a page of 10',
    request: async (scene) => ({ params: { clientId: await aPageful(scene) }, query: ofTen }),
  },
  {
    route: 'GET /v1/series',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: ofTen };
    },
  },
  { route: 'GET /v1/series/{seriesId}', request: of() },
  { route: 'GET /v1/series/{seriesId}/preview', request: of() },
  {
    route: 'PATCH /v1/series/{seriesId}',
    request: async (scene) => ({ ...(await of()(scene)), body: { lead: { n: 3, unit: 'bizday' } } }),
  },
  {
    route: 'PUT /v1/series/{seriesId}/changes',
    request: async (scene) => ({ ...(await of()(scene)), body: { skip: ['task-3'], budgetMinutes: 300 } }),
  },
  {
    route: 'POST /v1/series/{seriesId}/preview',
    request: async (scene) => ({
      ...(await of()(scene)),
      body: { scope: 'not-started', changes: { budgetMinutes: 300 } },
    }),
  },
  { route: 'POST /v1/series/{seriesId}/pause', request: async (scene) => ({ ...(await of()(scene)), ...why }) },
  { route: 'POST /v1/series/{seriesId}/resume', request: of('paused') },
  { route: 'POST /v1/series/{seriesId}/end', request: async (scene) => ({ ...(await of()(scene)), ...why }) },
];

const added = Array.from({ length: 10 }, (_, n) => ({
  key: `added-${n}`,
  title: long(200),
  checklist: [long(100)],
  due: 'period.end +2 bizday',
}));
const skipped = Array.from({ length: 20 }, (_, n) => `task-${n}`);
const changes = { add: added, skip: skipped, due: 'period.end +9 bizday' };
const reason = { body: { reason: long(500) } };
/** A day that a period begins on, and that has not passed however long the bench takes. */
const aYearAhead = () => `${addMonths(instant().slice(0, 10), 12).slice(0, 7)}-01`;

async function ofService(scene: Scene) {
  const clientId = scene.moving.clientId;
  const input = { title: 'Books', services: [{ code: 'CLOSE', name: long(120), frequency: 'monthly' as const }] };
  const drawn = draftEngagement(NewEngagement.parse(input), clientId, newId('engagement'), afterwards, newId);
  const record = engagements.create(drawn);
  await scene.make.save(
    [engagementEvent('engagement.drafted', await scene.make.tail(record.item.pk), [record])],
    afterwards,
  );
  return { engagementId: drawn.id, serviceId: drawn.services[0]!.id };
}

const large =
  (status = 'active') =>
  async (scene: Scene) => {
    const more = { ...(await ofService(scene)), changes };
    return aSeries(scene, scene.moving.clientId, { templateId: await largest(scene), more, status });
  };

export const worstSeriesCalls: readonly BenchCall[] = [
  {
    ...worst('POST /v1/clients/{clientId}/series', ({ moving: { clientId } }) => ({ clientId })),
    async request(scene) {
      const body = { templateId: await largest(scene), ...(await ofService(scene)), changes };
      const headers = { 'idempotency-key': `series-${newId('series')}`.padEnd(198, 'k') };
      return { params: { clientId: scene.moving.clientId }, body, headers };
    },
  },
  worst('PATCH /v1/series/{seriesId}', large(), () => ({ body: { from: aYearAhead(), missed: 'skip' } })),
  worst('PUT /v1/series/{seriesId}/changes', large(), () => ({
    body: { ...changes, add: added.map((one) => ({ ...one, title: long(200, '字') })) },
  })),
  worst('POST /v1/series/{seriesId}/pause', large(), () => reason),
  worst('POST /v1/series/{seriesId}/resume', large('paused')),
  worst('POST /v1/series/{seriesId}/end', large(), () => reason),
];
