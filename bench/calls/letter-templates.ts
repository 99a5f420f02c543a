import { letterTemplateEvent } from '../../functions/letter-templates/events.ts';
import { type LetterTemplate, mostOwn } from '../../functions/letter-templates/letter-template.ts';
import { keep, letterTemplates } from '../../functions/letter-templates/store.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { aPlace, dueOn } from './letters.ts';
import { long, worst } from './longest.ts';

const words = {
  name: 'Our letter',
  kind: 'engagement-letter',
  title: 'Our letter: {engagement.title}',
  text: 'For {client.name}: {for each service}{service.title}{end}',
} as const;
/** As long as a letter's file can show it. */
const longest = { ...words, name: long(80), title: long(200, 'ü'), text: long(40_000, '€') };
const keyOf = (n: number) => `own-letter-${n}`;

/** The firm words exactly these letters itself, whatever the calls before have done. */
async function worded({ make, founder }: Scene, all: readonly Pick<LetterTemplate, 'key' | 'text'>[]): Promise<void> {
  const { pk } = letterTemplates.key('');
  for (const prefix of ['TEMPLATE#', 'LINE#', '~REVISION#']) await make.clear(pk, prefix);
  for (const one of all) {
    const kept: LetterTemplate = { ...longest, ...one, status: 'own', by: founder, changedAt: afterwards };
    const { writes } = keep({ shipped: undefined, own: undefined }, undefined, kept);
    await make.save([letterTemplateEvent('letter-template.worded', await make.tail(pk), writes)], afterwards);
  }
}

const key = 'tax-individual';
const params = { letterKey: key };
const inOwnWords = async (scene: Scene) => {
  await worded(scene, [{ key, text: words.text }]);
  return { params };
};

export const letterTemplateCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/letter-templates',
    when: 'one in the firm’s own words',
    request: async (scene) => {
      await inOwnWords(scene);
      return {};
    },
  },
  { route: 'GET /v1/letter-templates/{letterKey}', request: inOwnWords },
  {
    route: 'POST /v1/letter-templates/{letterKey}/preview',
    async request(scene) {
      const { engagementId } = await aPlace(scene);
      return { ...(await inOwnWords(scene)), body: { engagementId } };
    },
  },
  {
    route: 'PUT /v1/letter-templates/{letterKey}',
    request: async (scene) => ({ ...(await inOwnWords(scene)), body: { ...words, name: 'Our other letter' } }),
  },
  { route: 'DELETE /v1/letter-templates/{letterKey}', request: inOwnWords },
];

/** As many as a firm can have, one of them as long as it can be: their texts are read one at a time. */
async function full(scene: Scene) {
  const all = Array.from({ length: mostOwn }, (_, n) => ({ key: keyOf(n), text: n === 0 ? longest.text : words.text }));
  await worded(scene, all);
  return { params: { letterKey: keyOf(0) } };
}

export const worstLetterTemplateCalls: readonly BenchCall[] = [
  {
    // It begins with all of the words.
    ...worst('POST /v1/clients/{clientId}/letters', () => ({})),
    async request(scene) {
      const { letterKey } = (await full(scene)).params;
      const { clientId, contactId, engagementId } = await aPlace(scene);
      return { params: { clientId }, body: { template: letterKey, engagementId, contactIds: [contactId], dueOn } };
    },
  },
  {
    route: 'PUT /v1/letter-templates/{letterKey}',
    worst: true,
    request: async (scene) => ({
      ...(await full(scene)),
      body: { ...longest, title: long(200, 'ä'), text: long(40_000, '„') },
    }),
  },
  { route: 'DELETE /v1/letter-templates/{letterKey}', worst: true, request: full },
];
