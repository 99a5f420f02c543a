import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { eachOfErased } from '../clients/of-erased.ts';
import { onboardingEvent } from './events.ts';
import { blank } from './onboarding.ts';
import { loadOnboarding, onboardings } from './store.ts';

async function eraseOnboarding(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const { onboarding, tail } = await loadOnboarding(systemRecords(table), id);
    if (onboarding.erasedAt !== undefined) return;
    const at = instant();
    const blanked = onboardings.erase(onboarding, blank(onboarding, at));
    const decided = onboardingEvent('onboarding.erased', tail, [blanked], { erases: tail.seq });
    await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
  });
}

/** Of the onboarding of an erased client stays how long it took; it stands in no list and no report. */
export const eraseOnboardings = (table: Table, key: Key): Promise<void> =>
  eachOfErased(table, key, 'ONBOARDING#', (item, event) => eraseOnboarding(table, onboardings.read(item).id, event));
