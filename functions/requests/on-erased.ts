import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { eachOfErased } from '../clients/of-erased.ts';
import { blankItem, blankRequest, isBlank } from './blank.ts';
import { requestEvent } from './events.ts';
import { loadRequest, requestItems, requestLists, requests, type WholeRequest } from './store.ts';

/** Records blanked in one transaction. */
const atOnce = 40;

function toErase({ request, list, items }: WholeRequest, at: string): RecordWrite[] {
  const apart = items.filter((item) => item.version > 0 && !isBlank(item));
  return [
    ...(request.erasedAt === undefined ? [requests.erase(request, blankRequest(request, at))] : []),
    ...(list.items.every(isBlank) ? [] : [requestLists.erase(list, { ...list, items: list.items.map(blankItem) })]),
    ...apart.map((item) => requestItems.erase(item, blankItem(item))),
  ];
}

/** Blanks a request in the name of who erased its client; what its events told goes too. */
async function eraseRequest(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  for (let isLeft = true; isLeft;) {
    const eventId = newId('event');
    await again(async () => {
      const whole = await loadRequest(systemRecords(table), id);
      const at = instant();
      const left = toErase(whole, at);
      isLeft = left.length > atOnce;
      if (left.length === 0) return;
      const decided = requestEvent('request.erased', whole.tail, left.slice(0, atOnce), { erases: whole.tail.seq });
      await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
    });
  }
}

/** What an erased client was asked, and what they answered, goes with them. */
export const eraseRequests = (table: Table, key: Key): Promise<void> =>
  eachOfErased(table, key, 'REQUEST#', (item, event) => eraseRequest(table, requests.read(item).id, event));
