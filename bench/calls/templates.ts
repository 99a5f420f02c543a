import { draft, publish } from '../../functions/templates/head.ts';
import { templateEvent } from '../../functions/templates/events.ts';
import { fromLibrary } from '../../functions/templates/library.ts';
import { drafts, templates, versions } from '../../functions/templates/store.ts';
import type { TemplateContent } from '../../functions/templates/template.ts';
import { toYaml } from '../../functions/templates/yaml.ts';
import { newId } from '../../shared/ids.ts';
import { start } from '../../shared/events/chain.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { long } from './longest.ts';

let made = 0;
/** A key that no other template has, always as long. */
const key = () => `close-${1_000_000 + made++}`;

const close = fromLibrary('monthly-close');
const usual = (more: Partial<TemplateContent> = {}): TemplateContent => ({ ...close, key: key(), ...more });

/** Three hundred tasks that fill what a template may hold. */
const widest = (letter = '漢'): TemplateContent => {
  const tasks = Array.from({ length: 300 }, (_, i) => ({
    key: `task-${100 + i}`,
    title: 'Look',
    instructions: long(195, letter),
  }));
  return usual({ name: long(120, letter), sections: [{ name: 'All', tasks }], requests: [] });
};

type Asked = { content?: TemplateContent; versioned?: boolean; state?: 'draft' | 'withdrawn' };

export async function aTemplate({ make, founder }: Scene, { content = usual(), versioned = true, state }: Asked = {}) {
  const id = newId('template');
  const drawn = draft(content, id, afterwards);
  const after = versioned ? publish(drawn, afterwards) : drawn;
  const head = templates.create(state === 'withdrawn' ? { ...after, status: state } : after);
  const version = { templateId: id, n: 1, content, note: 'The first', publishedAt: afterwards, by: founder };
  const records = [head, drafts.create({ templateId: id, content }), ...(versioned ? [versions.create(version)] : [])];
  await make.save([templateEvent('template.drafted', start(head.item.pk), records)], afterwards);
  return { content, params: { templateId: id, n: '1' } };
}

const one = '/v1/templates/{templateId}';
const of = (asked: () => Asked) => async (scene: Scene) => ({ params: (await aTemplate(scene, asked())).params });
const published = of(() => ({}));

/** Eleven that come before all others, and as many in a firm of any size. */
async function aPageful(scene: Scene): Promise<void> {
  for (let n = 0; n < 11; n++) await aTemplate(scene, { content: usual({ name: '! Close' }) });
}

const changing = (to: (content: TemplateContent) => TemplateContent, asked: () => Asked) => async (scene: Scene) => {
  const { content, params } = await aTemplate(scene, asked());
  return { params, body: { content: to(content) } };
};

export const templateCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/templates',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: { limit: '10', status: 'published' } };
    },
  },
  { route: 'POST /v1/templates', when: 'the monthly close', request: () => ({ body: { content: usual() } }) },
  {
    route: 'POST /v1/templates',
    when: 'a copy of the monthly close',
    request: async (scene) => ({
      body: { copyOf: (await aTemplate(scene)).params.templateId, key: key(), name: 'Monthly close, short' },
    }),
  },
  { route: 'POST /v1/templates/import', request: () => ({ body: { yaml: toYaml(usual()) } }) },
  { route: 'GET /v1/templates/library', request: () => ({}) },
  { route: `GET ${one}`, request: published },
  {
    route: `PATCH ${one}`,
    request: changing(
      (content) => ({ ...content, name: 'Close, monthly' }),
      () => ({}),
    ),
  },
  { route: `POST ${one}/lint`, request: published },
  { route: `POST ${one}/publish`, request: of(() => ({ versioned: false })) },
  { route: `POST ${one}/withdraw`, request: published },
  { route: `POST ${one}/restore`, request: of(() => ({ state: 'withdrawn' })) },
  { route: `GET ${one}/versions`, when: 'one version', request: published },
  { route: `GET ${one}/versions/{n}`, request: published },
  {
    route: `GET ${one}/diff`,
    request: async (scene) => ({ params: (await aTemplate(scene)).params, query: { from: '1' } }),
  },
  { route: `GET ${one}/yaml`, request: published },
];

const keyed = () => ({ headers: { 'idempotency-key': 't'.repeat(190) + String(1_000_000 + made++) } });

export const worstTemplateCalls: readonly BenchCall[] = [
  { route: 'POST /v1/templates', worst: true, request: () => ({ body: { content: widest() }, ...keyed() }) },
  {
    route: 'POST /v1/templates/import',
    worst: true,
    request: () => ({ body: { yaml: toYaml(widest()) }, ...keyed() }),
  },
  {
    route: `PATCH ${one}`,
    worst: true,
    request: changing(
      ({ key: kept }) => ({ ...widest('字'), key: kept }),
      () => ({ content: widest() }),
    ),
  },
  {
    route: `POST ${one}/publish`,
    worst: true,
    request: async (scene) => ({
      params: (await aTemplate(scene, { content: widest(), versioned: false })).params,
      body: { note: long(500) },
      ...keyed(),
    }),
  },
  {
    route: `POST ${one}/withdraw`,
    worst: true,
    request: async (scene) => ({ ...(await of(() => ({ content: widest() }))(scene)), ...keyed() }),
  },
  {
    route: `POST ${one}/restore`,
    worst: true,
    request: async (scene) => ({
      ...(await of(() => ({ content: widest(), state: 'withdrawn' }))(scene)),
      ...keyed(),
    }),
  },
];
