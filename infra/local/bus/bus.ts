import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError, type JsonService } from '../aws-api.ts';
import { busDeliveries, type Deliver } from './delivery.ts';
import {
  MAX_ENTRIES,
  MAX_REQUEST_BYTES,
  readEntry,
  sizeOf,
  type BusEvent,
  type EntryError,
  type PutEntry,
} from './entry.ts';
import { checkRules, type Rule } from './rule.ts';
import type { Clock } from '../clock.ts';
import { matchesPattern } from '../event-patterns.ts';
import type { OutgoingMessage } from '../queue/message.ts';
import type { Worker } from '../worker.ts';
import { atomically } from '../store.ts';

export type Bus = { name: string; arn: string };

/** An event of a service of this process, such as S3's on the default bus. */
export type ServiceEvent = {
  source: string;
  detailType: string;
  detail: BusEvent['detail'];
  busName?: string;
  resources?: string[];
};

export type BusService = JsonService &
  Worker & {
    /** Part of the caller's transaction if one is open, else on disk when this returns the events' ids. */
    put: (events: readonly ServiceEvent[]) => string[];
  };

function checkRequest(entries: readonly PutEntry[] | undefined): asserts entries is readonly PutEntry[] {
  if (!entries || entries.length < 1 || entries.length > MAX_ENTRIES)
    throw new AwsError(
      'ValidationException',
      `PutEvents takes 1 to ${MAX_ENTRIES} entries, not ${entries?.length ?? 0}`,
    );
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) >= MAX_REQUEST_BYTES)
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
}

/** EventBridge: what PutEvents acknowledges is on disk, with one delivery for each target of each matching rule. */
export function busService(options: {
  store: DatabaseSync;
  clock: Clock;
  /** With the account's default bus, if anything uses it. */
  buses: readonly Bus[];
  rules: readonly Rule[];
  deliver: Deliver;
  /** Takes what a target's dead-letter queue is to get, within the open transaction. */
  deadLetter: (queueArn: string, message: OutgoingMessage) => void;
  log?: (line: string) => void;
  /** The wait before attempt n + 1, in milliseconds. */
  backoff?: (attempts: number) => number;
}): BusService {
  const { store, clock, buses, rules } = options;
  checkRules(
    rules,
    buses.map((bus) => bus.name),
  );
  const deliveries = busDeliveries(options);

  function build(bus: Bus, event: ServiceEvent, time = clock.now()): BusEvent {
    const [, , , region = '', account = ''] = bus.arn.split(':');
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': event.detailType,
      source: event.source,
      account,
      time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: event.resources ?? [],
      detail: event.detail,
    };
  }

  function add(bus: Bus, event: BusEvent): string {
    for (const rule of rules)
      if (rule.busName === bus.name && matchesPattern(rule.pattern, event))
        for (const target of rule.targets) deliveries.add(rule, target, event);
    return event.id;
  }

  const findBus = (reference = 'default') => buses.find((bus) => bus.name === reference || bus.arn === reference);

  // AWS takes an event for a bus that does not exist and forgets it. Here that is an error: it is always a mistake.
  function putEntry(entry: PutEntry): { EventId: string } | EntryError {
    const read = readEntry(entry);
    if ('ErrorCode' in read) return read;
    const bus = findBus(entry.EventBusName);
    if (!bus)
      return {
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Event bus ${entry.EventBusName ?? 'default'} does not exist.`,
      };
    const event = {
      source: entry.Source!,
      detailType: entry.DetailType!,
      detail: read.detail,
      resources: entry.Resources,
    };
    return { EventId: add(bus, build(bus, event, entry.Time === undefined ? undefined : entry.Time * 1000)) };
  }

  function putAll(events: readonly ServiceEvent[]): string[] {
    return events.map((event) => {
      const bus = findBus(event.busName);
      if (!bus) throw new Error(`Event bus ${event.busName ?? 'default'} does not exist`);
      return add(bus, build(bus, event));
    });
  }

  return {
    target: 'AWSEvents',
    operations: {
      PutEvents(input: { Entries?: PutEntry[] }) {
        checkRequest(input.Entries);
        const entries = input.Entries;
        const Entries = atomically(store, () => entries.map(putEntry));
        return { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries };
      },
    },
    put: (events) => (store.isTransaction ? putAll(events) : atomically(store, () => putAll(events))),
    poke: deliveries.poke,
    stop: deliveries.stop,
    idle: deliveries.idle,
    isIdle: deliveries.isIdle,
  };
}
