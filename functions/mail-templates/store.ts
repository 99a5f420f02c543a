import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Caller } from '../../shared/http/route.ts';
import { members } from '../firm/store.ts';
import { loadRecipient } from '../notifications/store.ts';
import { notFound } from '../../shared/errors.ts';
import { type Holding, MailTemplate } from './mail-template.ts';
import { shippedMail } from './shipped.ts';

const pk = 'MAIL-TEMPLATES';

/** The firm's own words, where it has some for a mail. */
export const mailTemplates = entity({
  name: 'mail template',
  schema: MailTemplate,
  key: (key: string) => ({ pk, sk: `TEMPLATE#${key}` }),
  id: ({ key }) => key,
});

/** All that the firm words itself, strongly: 60 at most, beside what is left of the reset ones. */
export async function listOwn(records: Records): Promise<Stored<MailTemplate>[]> {
  const { items } = await records.page({ pk, range: { prefix: 'TEMPLATE#' }, strong: true });
  return items.map(mailTemplates.read);
}

/** The mail of this key as it is shipped and as the firm words it. */
export async function holdingOf(records: Records, key: string): Promise<Holding> {
  return { shipped: shippedMail(key), own: await records.find(mailTemplates, key) };
}

/** The same, to be changed. */
export async function loadHolding(records: Records, key: string) {
  const tail = await records.tail(pk);
  return { ...(await holdingOf(records, key)), tail };
}

/** The same, with how many the firm words itself. */
export async function loadCounted(records: Records, key: string) {
  const loaded = await loadHolding(records, key);
  const all = loaded.own?.status === 'own' ? [] : await listOwn(records);
  return { ...loaded, others: all.filter(({ status }) => status === 'own').length };
}

/** Who is written to and who writes, for a look at what a mail would say. */
export async function loadPeople(records: Records, place: { clientId: string; contactId: string }) {
  const { id } = (await records.reader()) as Caller;
  const [recipient, sender] = await Promise.all([loadRecipient(records, place), records.get(members, id)]);
  if (recipient.link?.status !== 'linked') throw notFound('contact', place.contactId);
  return { ...recipient, sender };
}
