import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Item, Key, Table } from '../../shared/table/table.ts';
import { eachOfErased } from '../clients/of-erased.ts';
import type { OrganizerAnswer } from './answer.ts';
import { blank } from './organizer.ts';
import { organizerEvent } from './events.ts';
import { organizerAnswers, organizers, recordsIn } from './store.ts';

/** Records blanked in one transaction. */
const atOnce = 40;

/** That something was answered, and when, and by whom; nothing of what. */
function blankAnswer({ value: _, returned: _back, files, ...rest }: OrganizerAnswer): OrganizerAnswer {
  return { ...rest, ...(files && { files: files.map(({ why: _why, ...file }) => ({ ...file, name: 'Erased' })) }) };
}

const isBlank = ({ value, returned, files = [] }: OrganizerAnswer): boolean =>
  value === undefined && returned === undefined && files.every(({ name }) => name === 'Erased');

function toErase(item: Item, at: string): RecordWrite[] {
  if (item.entity === organizers.name) {
    const organizer = organizers.read(item);
    return organizer.erasedAt === undefined ? [organizers.erase(organizer, blank(organizer, at))] : [];
  }
  if (item.entity !== organizerAnswers.name) return [];
  const answer = organizerAnswers.read(item);
  return isBlank(answer) ? [] : [organizerAnswers.erase(answer, blankAnswer(answer))];
}

/** Blanks an organizer in the name of who erased its client; what its events tell goes when theirs of the erasure is told. */
async function eraseOrganizer(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  for (let isLeft = true; isLeft;) {
    const eventId = newId('event');
    await again(async () => {
      const records = systemRecords(table);
      const tail = await records.tail(organizers.key(id).pk);
      const at = instant();
      const left = (await recordsIn(records, id)).flatMap((item) => toErase(item, at));
      isLeft = left.length > atOnce;
      if (left.length === 0) return;
      const decided = organizerEvent('organizer.erased', tail, left.slice(0, atOnce), { erases: tail.seq });
      await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
    });
  }
}

/** What an erased client answered goes with them. */
export const eraseOrganizers = (table: Table, key: Key): Promise<void> =>
  eachOfErased(table, key, 'ORGANIZER#', (item, event) => eraseOrganizer(table, organizers.read(item).id, event));
