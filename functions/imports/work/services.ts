import { broken } from '../../../shared/errors.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Records } from '../../../shared/table/records.ts';
import { type Engagement, statusOf } from '../../engagements/engagement.ts';
import type { Service } from '../../engagements/service.ts';
import { engagements, everyEngagementOf } from '../../engagements/store.ts';
import { idOfKey, listTemplates, templates } from '../../templates/store.ts';
import { normalised } from '../cells.ts';
import { hashOf } from '../draft.ts';
import { holderOf } from './whom.ts';

export type Hired = { engagement: Stored<Engagement>; service: Service };

/** By which an engagement that an import made for a client is known again at once, before any index tells of it. */
export const engagementKey = (clientId: string): string => hashOf(['engagement', clientId]);

/** What the firm does for a client and has not ended; first what an import began. */
export async function engagementsHere(records: Records, clientId: string): Promise<Stored<Engagement>[]> {
  const [holder, listed] = await Promise.all([
    holderOf(records, engagementKey(clientId)),
    everyEngagementOf(records, clientId),
  ]);
  const id = holder?.slice(engagements.key('').pk.length);
  const begun = id === undefined ? undefined : await records.find(engagements, id);
  const all = [...(begun?.clientId === clientId ? [begun] : []), ...listed.filter((one) => one.id !== id)];
  return all.filter((one) => statusOf(one) !== 'ended');
}

const same = (one: string | undefined, other: string) => one !== undefined && normalised(one) === normalised(other);

/** A template by its key, or by its name among those that jobs are made of. */
async function templateNamed(records: Records, cell: string): Promise<{ id: string; key: string } | undefined> {
  const key = normalised(cell).replaceAll(' ', '-');
  const id = await idOfKey(records, key);
  if (id !== undefined) return { id, key };
  let cursor: string | undefined;
  do {
    const page = await listTemplates(records, { status: 'published', limit: 100, cursor });
    const found = page.items.find(({ name }) => same(name, cell));
    if (found) return { id: found.id, key: found.key };
    cursor = page.next;
  } while (cursor !== undefined);
  return undefined;
}

export type Meant = { templateId: string; key: string; name: string; hired: Hired | undefined };

/** What a cell of services means for a client: a service of theirs by code or name, or a template. */
export async function serviceFor(records: Records, here: readonly Stored<Engagement>[], cell: string): Promise<Meant> {
  const all = here.flatMap((engagement) => engagement.services.map((service): Hired => ({ engagement, service })));
  const called = all.filter(
    ({ service: { code, name, template } }) => template !== undefined && (same(code, cell) || same(name, cell)),
  );
  const key = called[0]?.service.template;
  const id = key === undefined ? undefined : await idOfKey(records, key);
  const template = id === undefined ? await templateNamed(records, cell) : { id, key: key! };
  if (!template) throw broken(`There is no service and no template called “${cell.slice(0, 60)}”`);
  const offered = (called.length > 0 ? called : all).filter(({ service }) => service.template === template.key);
  const running = offered.filter(({ engagement }) => statusOf(engagement) === 'active');
  const possible = running.length > 0 ? running : offered;
  if (possible.length > 1)
    throw broken(`There are ${possible.length} services of this template; give the row the code of one`);
  const { name } = await records.get(templates, template.id);
  return { templateId: template.id, key: template.key, name, hired: possible[0] };
}
