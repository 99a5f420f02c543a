import { start } from '../../../shared/events/chain.ts';
import { broken, DomainError } from '../../../shared/errors.ts';
import type { Check, Decided } from '../../../shared/events/types.ts';
import type { Records } from '../../../shared/table/records.ts';
import { checkEach } from '../../clients/people-of.ts';
import { engagementEvent } from '../../engagements/events.ts';
import { engagements } from '../../engagements/store.ts';
import { preview } from '../../recurrence/preview.ts';
import type { Series } from '../../recurrence/series.ts';
import type { Source } from '../../recurrence/occurrence.ts';
import { marks } from '../mark.ts';
import type { Agreed } from './calendar-service.ts';
import type { From } from './row-plan.ts';
import { engagementKey } from './services.ts';
import { holderOf } from './whom.ts';

/** Who is named must be able to see the client; what is decided on that holds as long as no wall goes up. */
export async function checkNamed(
  records: Records,
  ids: readonly string[],
  clientId: string,
): Promise<readonly Check[]> {
  try {
    return await checkEach(
      records,
      ids.map((memberId) => ({ path: 'who', memberId })),
      clientId,
    );
  } catch (error) {
    if (error instanceof DomainError && error.details.issues !== undefined)
      throw broken('Someone whom the row names cannot answer for this client');
    throw error;
  }
}

/** The engagement as the row leaves it; nothing where it is as it was. */
export async function engagementWrite(
  { before, engagement, changes }: Agreed,
  provided: readonly Check[],
  { records }: From,
): Promise<Decided[]> {
  if (changes.length === 0) return [];
  const { clientId, id } = engagement;
  if (before) {
    const { pk } = engagements.key(id);
    const type = before.services.length < engagement.services.length ? 'service-added' : 'service-changed';
    const write = engagements.replace(before, engagement);
    return [engagementEvent(`engagement.${type}`, await records.tail(pk), [write], { provided })];
  }
  const write = engagements.create(engagement);
  const key = engagementKey(clientId);
  const isKnown = (await holderOf(records, key)) !== undefined;
  const mark = isKnown ? [] : [marks.create({ of: write.item.pk, key, bases: {}, clientIds: [clientId] })];
  return [engagementEvent('engagement.drafted', start(write.item.pk), [write, ...mark], { provided })];
}

/** The first two jobs as they would come. */
export function datesOf(series: Series, source: Source, { now, newId, isDry }: From) {
  if (!isDry) return { dates: [], notes: [] };
  const upcoming = preview(series, source, { now, newId }, 2);
  return {
    dates: upcoming.map(({ period, due, start: begins }) => ({ of: period.label, on: due ?? begins })),
    notes: upcoming.flatMap(({ explain }) => explain.filter((why) => why.startsWith('It could not be created'))),
  };
}
