import { mailTemplateEvent } from '../../functions/mail-templates/events.ts';
import { mostOwn } from '../../functions/mail-templates/mail-template.ts';
import { mailTemplates } from '../../functions/mail-templates/store.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';

const long = (length: number, of = '漢') => of.repeat(length);
const words = { name: 'Close package', subject: 'Your {period, MMMM} figures', text: 'Hello {contact.firstName}' };
const longest = { name: long(80), subject: long(300), text: long(5000) };
const keyOf = (n: number) => `own-mail-${n}`;

/** The firm words exactly these mails itself, whatever the calls before have done. */
async function worded({ make, founder }: Scene, keys: readonly string[], wording: typeof words): Promise<void> {
  const { pk } = mailTemplates.key('');
  await make.clear(pk, 'TEMPLATE#');
  await make.clear(pk, '~REVISION#');
  const made = { ...wording, for: 'client', status: 'own', by: founder, changedAt: afterwards } as const;
  for (const key of keys) {
    const write = mailTemplates.create({ key, ...made });
    await make.save([mailTemplateEvent('mail-template.worded', await make.tail(pk), [write])], afterwards);
  }
}

const key = 'close-package';
const params = { mailKey: key };
const inOwnWords = async (scene: Scene) => {
  await worded(scene, [key], words);
  return { params };
};
const toContact = async (scene: Scene) => ({
  ...(await inOwnWords(scene)),
  body: { clientId: scene.still.clientId, contactId: scene.still.contactId },
});

export const mailTemplateCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/mail-templates',
    when: 'one in the firm’s own words',
    request: async (scene) => {
      await inOwnWords(scene);
      return {};
    },
  },
  { route: 'GET /v1/mail-templates/{mailKey}', request: inOwnWords },
  { route: 'POST /v1/mail-templates/{mailKey}/preview', request: toContact },
  {
    route: 'PUT /v1/mail-templates/{mailKey}',
    request: async (scene) => ({ ...(await inOwnWords(scene)), body: { ...words, name: 'Our figures' } }),
  },
  { route: 'DELETE /v1/mail-templates/{mailKey}', request: inOwnWords },
];

/** As many as a firm can have but one, each as long as it can be. */
async function nearlyFull(scene: Scene) {
  await worded(
    scene,
    Array.from({ length: mostOwn - 1 }, (_, n) => keyOf(n)),
    longest,
  );
  return { params: { mailKey: keyOf(0) } };
}

export const worstMailTemplateCalls: readonly BenchCall[] = [
  {
    route: 'PUT /v1/mail-templates/{mailKey}',
    worst: true,
    request: async (scene) => ({
      ...(await nearlyFull(scene)),
      params: { mailKey: keyOf(mostOwn) },
      body: { ...longest, subject: long(300, '字'), text: long(5000, '字') },
    }),
  },
  { route: 'DELETE /v1/mail-templates/{mailKey}', worst: true, request: nearlyFull },
];
