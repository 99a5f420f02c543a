import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Sent } from './meter.ts';

const commands = {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
};

function commandOf({ command, input }: Sent) {
  const Command = commands[command as keyof typeof commands];
  if (!Command) throw new Error(`The bench cannot replay a ${command}`);
  // One signature stands for all: the input is what this very command was given.
  return new (Command as typeof GetItemCommand)(input as never);
}

/**
 * Recorded requests, ready to be sent again with nothing around them: each begins when those have ended that had ended
 * before it began.
 */
export function replayOf(client: DynamoDBClient, sent: readonly Sent[]): () => Promise<void> {
  const steps = sent.map((one, i) => ({
    command: commandOf(one),
    after: new Set(sent.slice(0, i).flatMap((other, j) => (other.ended <= one.began ? [j] : []))),
  }));
  return async () => {
    const ended: Promise<unknown>[] = [];
    for (const { command, after } of steps) {
      const before = ended.filter((_, j) => after.has(j));
      ended.push(Promise.all(before).then(() => client.send(command)));
    }
    await Promise.all(ended);
  };
}
