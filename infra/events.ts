import { Duration, type Stack } from 'aws-cdk-lib/core';
import { EventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SfnStateMachine, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Data } from './data.ts';
import type { Functions, HouseFunction } from './functions.ts';

/** The bus, and the queues that functions are given at their making. */
export type Channels = { bus: EventBus; unreacted: Queue };

/** The two readers' mappings, by the reader's name: each tells how many records it gave up. */
export type Readers = Record<'projector' | 'publisher', DynamoEventSource>;
export type Wiring = { readers: Readers; undelivered: Queue; all: Construct[] };

type QueueProps = { visibilityTimeout?: Duration; deliveryDelay?: Duration; undelivered?: Queue };

const queue = (stack: Stack, id: string, more: QueueProps = {}) =>
  new Queue(stack, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    visibilityTimeout: more.visibilityTimeout,
    deliveryDelay: more.deliveryDelay,
    ...(more.undelivered ? { deadLetterQueue: { queue: more.undelivered, maxReceiveCount: 5 } } : {}),
  });

export function channels(stack: Stack): Channels {
  return { bus: new EventBus(stack, 'Bus'), unreacted: queue(stack, 'Unreacted') };
}

/** What people write one after the other is told as one mail: a little after the ten minutes that the code waits for. */
const gatheringTime = Duration.seconds(605);

/** From the table’s stream to the bus, and from the bus to whoever acts on an event. */
export function events(stack: Stack, data: Data, functions: Functions, { bus, unreacted }: Channels): Wiring {
  const readers = {
    projector: readStream(functions.projector, data),
    publisher: readStream(functions.publisher, data),
  };
  const toReactor = new Rule(stack, 'ToReactor', {
    description: 'Every event of the firm, to what must follow from it',
    eventBus: bus,
    eventPattern: { source: ['firmament'] },
    targets: [
      new LambdaFunction(functions.reactor, {
        deadLetterQueue: unreacted,
        retryAttempts: 20,
        maxEventAge: Duration.hours(20),
      }),
    ],
  });
  const toRenderer = new Rule(stack, 'ToRenderer', {
    description: 'Letters whose file is to be made, or taken away',
    eventBus: bus,
    eventPattern: { source: ['firmament'], detailType: ['letter.sent', 'letter.signed', 'letter.erased'] },
    targets: [
      new LambdaFunction(functions.renderer, {
        deadLetterQueue: unreacted,
        retryAttempts: 20,
        maxEventAge: Duration.hours(20),
      }),
    ],
  });
  const undelivered = queue(stack, 'Undelivered');
  const outbox = queue(stack, 'Outbox', { visibilityTimeout: Duration.minutes(3), undelivered });
  const toOutbox = new Rule(stack, 'ToOutbox', {
    description: 'Mail that a change has put into its outbox',
    eventBus: bus,
    eventPattern: { source: ['firmament'], detailType: ['mail.queued', 'mail.released'] },
    targets: [new SqsQueue(outbox, { deadLetterQueue: undelivered })],
  });
  const toldOfMail = new Rule(stack, 'ToldOfMail', {
    description: 'What became of mail, as SES tells it',
    eventBus: EventBus.fromEventBusName(stack, 'MailFates', 'default'),
    eventPattern: {
      source: ['aws.ses'],
      detailType: ['Email Delivered', 'Email Bounced', 'Email Complaint Received'],
    },
    targets: [new SqsQueue(outbox, { deadLetterQueue: undelivered })],
  });
  const gathering = queue(stack, 'Gathering', {
    visibilityTimeout: Duration.minutes(3),
    deliveryDelay: gatheringTime,
    undelivered,
  });
  const toGathering = new Rule(stack, 'ToGathering', {
    description: 'What was written in a conversation with a client, to be told by mail some minutes later',
    eventBus: bus,
    eventPattern: { source: ['firmament'], detailType: ['thread.started', 'thread.written'] },
    targets: [new SqsQueue(gathering, { deadLetterQueue: undelivered })],
  });
  for (const one of [outbox, gathering])
    functions.delivery.addEventSource(
      new SqsEventSource(one, { batchSize: 10, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
  const all = [toReactor, toRenderer, toOutbox, toldOfMail, outbox, toGathering, gathering, ...readersOf(functions)];
  return { readers, undelivered, all };
}

type Taking = { intake: IStateMachine; undelivered: Queue };

/** A file that came into quarantine, to what looks at it. What intake leaves behind there is empty, and no file. */
export function uploads(stack: Stack, { quarantine }: Data, { intake, undelivered }: Taking): Rule {
  return new Rule(stack, 'ToIntake', {
    description: 'Uploaded files, to what looks at them before anyone can read them',
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: {
        bucket: { name: [quarantine.bucketName] },
        object: { key: [{ prefix: 'documents/' }], size: [{ numeric: ['>', 0] }] },
      },
    },
    targets: [
      new SfnStateMachine(intake, {
        input: RuleTargetInput.fromEventPath('$.detail.object'),
        deadLetterQueue: undelivered,
        retryAttempts: 20,
        maxEventAge: Duration.hours(20),
      }),
    ],
  });
}

const readersOf = ({ projector, publisher, delivery, reactor, renderer }: Functions) => [
  projector,
  publisher,
  delivery,
  reactor,
  renderer,
];

const isEvent = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('~EVENT#') } } },
});

/** Projector and publisher are the only readers: a stream bears two. Whatever comes later listens on the bus. */
function readStream(reader: HouseFunction, { table, failures }: Data): DynamoEventSource {
  const source = new DynamoEventSource(table, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    retryAttempts: 10,
    // Younger than the stream's own 24 h: a record is put aside before it is gone.
    maxRecordAge: Duration.hours(20),
    reportBatchItemFailures: true,
    onFailure: { bind: () => ({ destination: failures.bucketArn }) },
    filters: [isEvent],
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  });
  reader.addToRolePolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [failures.arnForObjects('*')] }));
  reader.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [failures.bucketArn] }));
  reader.addEventSource(source);
  return source;
}
