import type { DynamoDBClient, TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import type { Use } from '../shared/table/dynamo.ts';

/** One request to the database as it was sent, and when. */
export type Sent = { command: string; input: object; began: number; ended: number };

/** What a call costs: requests to the database, units read and written, and the items of its largest transaction. */
export type Cost = { requests: number; read: number; written: number; items: number };

export type Recorded<T> = { answer: T; sent: readonly Sent[]; cost: Cost };

type Recording = { sent: Sent[]; uses: Use[] };

export type Meter = {
  onUse: (use: Use) => void;
  /** Runs something alone and records its requests. */
  record: <T>(run: () => Promise<T>) => Promise<Recorded<T>>;
  /** The same, but what it writes is not sent: it takes its transaction for made. */
  rehearse: <T>(run: () => Promise<T>) => Promise<Recorded<T>>;
};

const withheldCommands = new Set(['TransactWriteItemsCommand', 'PutItemCommand', 'DeleteItemCommand']);
const reads = new Set(['GetItem', 'BatchGetItem', 'Query']);

const sum = (uses: readonly Use[]) => uses.reduce((total, { units }) => total + units, 0);

function itemsOf({ command, input }: Sent): number {
  if (command === 'TransactWriteItemsCommand')
    return (input as TransactWriteItemsCommandInput).TransactItems?.length ?? 0;
  return withheldCommands.has(command) ? 1 : 0;
}

/** The table tells units, the client's middleware sees requests: a request that told no unit would be missing. */
function costOf({ sent, uses }: Recording): Cost {
  if (uses.length !== sent.length)
    throw new Error(`The table tells of ${uses.length} requests, its client sent ${sent.length}`);
  return {
    requests: sent.length,
    read: sum(uses.filter((use) => reads.has(use.operation))),
    written: sum(uses.filter((use) => !reads.has(use.operation))),
    items: Math.max(0, ...sent.map(itemsOf)),
  };
}

/** Counts what passes through a client while something is recorded. */
export function meter(client: DynamoDBClient): Meter {
  let recording: Recording | undefined;
  const underway = new Set<Promise<unknown>>();
  let withholds = false;

  client.middlewareStack.add(
    (next, { commandName: command = '' }) =>
      async (args) => {
        const sent = { command, input: args.input, began: performance.now(), ended: Infinity };
        recording?.sent.push(sent);
        const held = withholds && withheldCommands.has(command);
        const answer = held ? Promise.resolve({ output: { $metadata: {} }, response: undefined }) : next(args);
        underway.add(answer);
        try {
          return await answer;
        } finally {
          sent.ended = performance.now();
          underway.delete(answer);
        }
      },
    { step: 'initialize', name: 'meter' },
  );

  async function allAnswered(): Promise<void> {
    while (underway.size > 0) {
      await Promise.allSettled(underway);
      await new Promise(setImmediate);
    }
  }

  async function record<T>(run: () => Promise<T>): Promise<Recorded<T>> {
    // What a call before was answered without is that call's.
    await allAnswered();
    const own: Recording = (recording = { sent: [], uses: [] });
    try {
      const answer = await run();
      // A repeated call is answered while what it would have loaded is still on its way: that was asked for, and is paid.
      await allAnswered();
      return { answer, sent: own.sent, cost: costOf(own) };
    } finally {
      recording = undefined;
    }
  }

  return {
    onUse: (use) => void recording?.uses.push(use),
    record,
    async rehearse(run) {
      withholds = true;
      try {
        return await record(run);
      } finally {
        withholds = false;
      }
    },
  };
}
