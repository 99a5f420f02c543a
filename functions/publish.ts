import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Event } from '../shared/events/chain.ts';

/** No personal data on the bus: who listens reads the event by its key. */
const entry = (EventBusName: string, { id, type, at, pk, sk, seq, clientId }: Event) => ({
  EventBusName,
  Source: 'firmament',
  DetailType: type,
  Time: new Date(at),
  Detail: JSON.stringify({ id, type, at, pk, sk, seq, ...(clientId !== undefined && { clientId }) }),
});

/** Puts events on the bus in their order, ten at a time. Answers how many it took before the first that failed. */
export async function publish(bus: EventBridgeClient, busName: string, events: readonly Event[]): Promise<number> {
  for (let i = 0; i < events.length; i += 10) {
    const some = events.slice(i, i + 10);
    const { Entries = [] } = await bus
      .send(new PutEventsCommand({ Entries: some.map((event) => entry(busName, event)) }))
      .catch((error: unknown) => {
        console.error({ msg: 'not published', error });
        return { Entries: some.map(() => ({ ErrorCode: 'Unsent' })) };
      });
    const failed = Entries.findIndex((one) => one.ErrorCode);
    if (failed >= 0) return i + failed;
  }
  return events.length;
}
