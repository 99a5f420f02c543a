import { mailTemplateEvent } from '../../functions/mail-templates/events.ts';
import { mailTemplates } from '../../functions/mail-templates/store.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';

const long = (length: number, of = '漢') => of.repeat(length);
const words = { name: 'Close package', subject: 'Your {period, MMMM} figures', text: 'Hello {contact.firstName}' };
const longest = { name: long(80), subject: long(300), text: long(5000) };
const keyOf = (n: number) => `own-mail-${n}`;

/** The firm words exactly these mails itself: what was there before stays in the table as reset. */
async function worded({ make, founder }: Scene, own: Record<string, typeof words>): Promise<void> {
  for (const [key, wording] of Object.entries(own)) {
    const after = {
      key,
      ...wording,
      for: 'client' as const,
      status: 'own' as const,
      by: founder,
      changedAt: afterwards,
    };
    const before = await make.find(mailTemplates, key);
    const write = before ? mailTemplates.replace(before, after) : mailTemplates.create(after);
    if (write.unchanged) continue;
    await make.save([mailTemplateEvent('mail-template.worded', await make.tail(write.item.pk), [write])], afterwards);
  }
}

const key = 'close-package';
const params = { key };
const inOwnWords = async (scene: Scene) => {
  await worded(scene, { [key]: words });
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
  { route: 'GET /v1/mail-templates/{key}', request: inOwnWords },
  { route: 'POST /v1/mail-templates/{key}/preview', request: toContact },
  {
    route: 'PUT /v1/mail-templates/{key}',
    request: async (scene) => ({ ...(await inOwnWords(scene)), body: { ...words, name: 'Our figures' } }),
  },
  { route: 'DELETE /v1/mail-templates/{key}', request: inOwnWords },
];

/** As many as a firm can have, each as long as it can be. */
async function full(scene: Scene) {
  await worded(scene, Object.fromEntries(Array.from({ length: 60 }, (_, n) => [keyOf(n), longest])));
  return { params: { key: keyOf(0) } };
}

export const worstMailTemplateCalls: readonly BenchCall[] = [
  {
    route: 'PUT /v1/mail-templates/{key}',
    worst: true,
    request: async (scene) => ({
      ...(await full(scene)),
      body: { ...longest, subject: long(300, '字'), text: long(5000, '字') },
    }),
  },
  { route: 'DELETE /v1/mail-templates/{key}', worst: true, request: full },
];
