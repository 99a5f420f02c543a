import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { S3Event } from './events.ts';
import type { Tables } from './tables.ts';

const PAUSE_AFTER_FAILURE = 1000;

export type Outbox = ReturnType<typeof openOutbox>;

/** Events wait here, written with the change they tell of, until they have been handed over: at least once, in order. */
export function openOutbox(tables: Tables, clock: Clock, deliver: (event: S3Event) => void | Promise<void>) {
  const stop = new AbortController();
  let draining = Promise.resolve();

  function oldest(): S3Event | undefined {
    const row = tables.one<{ seq: number; event: string }>('SELECT seq, event FROM s3_outbox ORDER BY seq LIMIT 1');
    if (!row) return undefined;
    const sequencer = row.seq.toString(16).toUpperCase().padStart(18, '0');
    return { ...(JSON.parse(row.event) as Omit<S3Event, 'sequencer'>), sequencer };
  }

  async function drain(): Promise<void> {
    while (!stop.signal.aborted) {
      const event = oldest();
      if (!event) return;
      try {
        await deliver(event);
        tables.run('DELETE FROM s3_outbox WHERE seq = ?', Number.parseInt(event.sequencer, 16));
      } catch (error) {
        console.error('An event of S3 could not be handed over and is tried again', error);
        await clock.sleep(clock.now() + PAUSE_AFTER_FAILURE, stop.signal).catch(() => undefined);
      }
    }
  }

  /** Call it after the commit. Wakes queue up behind one another, so that none is lost. */
  function wake(): void {
    draining = draining.then(drain);
  }

  return {
    /** Part of the caller's transaction. */
    record(event: Omit<S3Event, 'id' | 'time' | 'sequencer'>): void {
      const text = JSON.stringify({ id: randomUUID(), time: clock.now(), ...event });
      tables.run('INSERT INTO s3_outbox(event) VALUES(?)', text);
    },
    wake,
    async close(): Promise<void> {
      stop.abort();
      await draining;
    },
  };
}
