import type { IncomingMessage } from 'node:http';
import { AwsError, type JsonService } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { eachEntry } from './batch.ts';
import {
  chooseAttributes,
  invalid,
  md5,
  md5OfAttributes,
  within,
  MAX_MESSAGE_BYTES,
  type MessageAttributes,
  type OutgoingMessage,
} from './message.ts';
import type { QueueDefinition, Queues, ReceivedMessage } from './store.ts';

type OfQueue = { QueueUrl?: string };
type SendInput = {
  MessageBody: string;
  DelaySeconds?: number;
  MessageAttributes?: MessageAttributes;
  MessageSystemAttributes?: { AWSTraceHeader?: { StringValue?: string } };
  MessageDeduplicationId?: string;
};
type ReceiveInput = OfQueue & {
  MaxNumberOfMessages?: number;
  VisibilityTimeout?: number;
  WaitTimeSeconds?: number;
  AttributeNames?: string[];
  MessageSystemAttributeNames?: string[];
  MessageAttributeNames?: string[];
};
type Visibility = { ReceiptHandle: string; VisibilityTimeout?: number };
type Entries<T> = OfQueue & { Entries?: (T & { Id: string })[] };

const TWELVE_HOURS = 43_200;

function outgoing(input: SendInput): OutgoingMessage {
  if (input.MessageDeduplicationId !== undefined)
    throw invalid('The request includes a parameter that is not valid for this queue type: MessageDeduplicationId.');
  return {
    body: input.MessageBody,
    attributes: input.MessageAttributes,
    traceHeader: input.MessageSystemAttributes?.AWSTraceHeader?.StringValue,
    delaySeconds: input.DelaySeconds === undefined ? undefined : within('DelaySeconds', input.DelaySeconds, 0, 900, 0),
  };
}

function presented(message: ReceivedMessage, input: ReceiveInput) {
  const asked = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const system = Object.entries(message.system).filter(([name]) => asked.includes('All') || asked.includes(name));
  const attributes = chooseAttributes(message.attributes, input.MessageAttributeNames ?? []);
  const checksum = md5OfAttributes(attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(system.length && { Attributes: Object.fromEntries(system) }),
    ...(checksum && { MessageAttributes: attributes, MD5OfMessageAttributes: checksum }),
  };
}

function queueAttributes(queue: QueueDefinition, queues: Queues): { [name: string]: string } {
  const { visible, inFlight, delayed } = queues.count(queue);
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(queue.visibilitySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: String(queue.delaySeconds),
    MaximumMessageSize: String(MAX_MESSAGE_BYTES),
    ReceiveMessageWaitTimeSeconds: '0',
    ...(queue.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queue.redrive.deadLetterArn,
        maxReceiveCount: queue.redrive.maxReceiveCount,
      }),
    }),
  };
}

/** Resolves when a message may have arrived, at `until`, or when nobody waits any more. */
async function untilArrival(queues: Queues, queue: QueueDefinition, clock: Clock, until: number, gone: AbortSignal) {
  const arrival = new AbortController();
  const stop = queues.onArrival(queue, () => arrival.abort());
  const next = queues.nextVisible(queue) ?? until;
  await clock.sleep(Math.min(until, next), AbortSignal.any([arrival.signal, gone])).catch(() => {});
  stop();
}

async function longPoll(
  queues: Queues,
  clock: Clock,
  input: ReceiveInput,
  socket: IncomingMessage['socket'],
): Promise<ReceivedMessage[]> {
  const queue = queues.find(input.QueueUrl);
  const most = within('MaxNumberOfMessages', input.MaxNumberOfMessages, 1, 10, 1);
  const hideFor = within('VisibilityTimeout', input.VisibilityTimeout, 0, TWELVE_HOURS, queue.visibilitySeconds);
  const until = clock.now() + within('WaitTimeSeconds', input.WaitTimeSeconds, 0, 20, 0) * 1000;
  const gone = new AbortController();
  const leave = () => gone.abort();
  socket.once('close', leave);
  try {
    for (;;) {
      // Whoever hung up must not take messages with him.
      const messages = gone.signal.aborted ? [] : queues.receive(queue, most, hideFor);
      if (messages.length || gone.signal.aborted || clock.now() >= until) return messages;
      await untilArrival(queues, queue, clock, until, gone.signal);
    }
  } finally {
    socket.off('close', leave);
  }
}

/** SQS, standard queues, as the AWS SDK speaks to it. `url` is where the local AWS API listens. */
export function queueService(options: { queues: Queues; clock: Clock; url: () => string }): JsonService {
  const { queues, clock } = options;
  const urlOf = (queue: QueueDefinition) => `${options.url()}/${queue.arn.split(':')[4]}/${queue.name}`;

  function send(queue: QueueDefinition, input: SendInput) {
    const message = outgoing(input);
    const id = queues.send(queue.arn, message);
    return {
      MessageId: id,
      MD5OfMessageBody: md5(message.body),
      MD5OfMessageAttributes: md5OfAttributes(message.attributes ?? {}),
    };
  }

  function hide(queue: QueueDefinition, { ReceiptHandle, VisibilityTimeout }: Visibility): void {
    const seconds = within('VisibilityTimeout', VisibilityTimeout, 0, TWELVE_HOURS, queue.visibilitySeconds);
    queues.changeVisibility(queue, ReceiptHandle, seconds);
  }

  function startMove(input: { SourceArn: string; DestinationArn?: string }) {
    const named = (arn: string) => queues.all.find((queue) => queue.arn === arn);
    const source = named(input.SourceArn);
    const destination = input.DestinationArn ? named(input.DestinationArn) : undefined;
    if (!source || (input.DestinationArn && !destination))
      throw new AwsError('ResourceNotFoundException', 'The resource that you specified does not exist.', 404);
    if (!queues.all.some((queue) => queue.redrive?.deadLetterArn === source.arn))
      throw invalid('Source queue must be configured as a Dead Letter Queue.');
    const moved = queues.redrive(source, destination);
    return { TaskHandle: Buffer.from(JSON.stringify({ source: source.arn, moved })).toString('base64') };
  }

  return {
    target: 'AmazonSQS',
    operations: {
      SendMessage: (input: OfQueue & SendInput) => send(queues.find(input.QueueUrl), input),
      SendMessageBatch: (input: Entries<SendInput>) => {
        const queue = queues.find(input.QueueUrl);
        return eachEntry(input.Entries, (entry) => send(queue, entry));
      },
      ReceiveMessage: async (input: ReceiveInput, request: IncomingMessage) => {
        const messages = await longPoll(queues, clock, input, request.socket);
        return messages.length ? { Messages: messages.map((message) => presented(message, input)) } : {};
      },
      DeleteMessage: (input: OfQueue & Visibility) => queues.delete(queues.find(input.QueueUrl), input.ReceiptHandle),
      DeleteMessageBatch: (input: Entries<Visibility>) => {
        const queue = queues.find(input.QueueUrl);
        return eachEntry(input.Entries, (entry) => queues.delete(queue, entry.ReceiptHandle));
      },
      ChangeMessageVisibility: (input: OfQueue & Visibility) => hide(queues.find(input.QueueUrl), input),
      ChangeMessageVisibilityBatch: (input: Entries<Visibility>) => {
        const queue = queues.find(input.QueueUrl);
        return eachEntry(input.Entries, (entry) => hide(queue, entry));
      },
      GetQueueUrl: (input: { QueueName: string }) => ({ QueueUrl: urlOf(queues.find(input.QueueName)) }),
      GetQueueAttributes: (input: OfQueue & { AttributeNames?: string[] }) => {
        const all = queueAttributes(queues.find(input.QueueUrl), queues);
        const asked = input.AttributeNames ?? [];
        return {
          Attributes: Object.fromEntries(
            Object.entries(all).filter(([name]) => asked.includes('All') || asked.includes(name)),
          ),
        };
      },
      PurgeQueue: (input: OfQueue) => queues.purge(queues.find(input.QueueUrl)),
      ListQueues: (input: { QueueNamePrefix?: string }) => ({
        QueueUrls: queues.all.filter((queue) => queue.name.startsWith(input.QueueNamePrefix ?? '')).map(urlOf),
      }),
      StartMessageMoveTask: startMove,
    },
  };
}
