import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib/core';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Wiring } from './events.ts';
import type { Flags } from './flags.ts';
import type { Functions } from './functions.ts';

export type Watched = {
  functions: Functions;
  api: HttpApi;
  wiring: Wiring;
  unreacted: Queue;
  seal: StateMachine;
  batch: StateMachine;
  recurring: StateMachine;
  job: StateMachine;
  intake: StateMachine;
};

const period = Duration.minutes(5);

/** Alarms that say what a person lost, to the administrator's mail, and one dashboard. */
export function monitoring(stack: Stack, flags: Flags, watched: Watched): Topic {
  const topic = alarmTopic(stack, flags);
  for (const [id, { metric, sentence, above }] of Object.entries(alarms(watched)))
    new Alarm(stack, id, {
      alarmDescription: sentence,
      metric,
      threshold: above ?? 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));
  dashboard(stack, watched);
  return topic;
}

type Watch = { metric: IMetric; sentence: string; above?: number };

function alarms({
  functions,
  api,
  wiring,
  unreacted,
  seal,
  batch,
  job,
  recurring,
  intake,
}: Watched): Record<string, Watch> {
  const waiting = (queue: Queue) => queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' });
  const perFunction = Object.values(functions).map((fn) => [
    `${fn.node.id}Errors`,
    { metric: fn.metricErrors({ period }), sentence: fn.errorImpact },
  ]);
  const perReader = Object.entries(wiring.readers).flatMap(([name, source]) => {
    const fn = functions[name as keyof Wiring['readers']];
    return [
      [
        `${fn.node.id}Behind`,
        {
          metric: fn.metric('IteratorAge', { period, statistic: 'max' }),
          above: Duration.minutes(15).toMilliseconds(),
          sentence: `More than a quarter of an hour behind. ${fn.errorImpact}`,
        },
      ],
      [
        `${fn.node.id}GaveUp`,
        {
          metric: new Metric({
            namespace: 'AWS/Lambda',
            metricName: 'OnFailureDestinationDeliveredEventCount',
            dimensionsMap: { EventSourceMappingUUID: source.eventSourceMappingId },
            statistic: 'sum',
            period,
          }),
          sentence: `Events were put aside after ten tries, until they are sent again. ${fn.errorImpact}`,
        },
      ],
    ];
  });
  return {
    ...(Object.fromEntries([...perFunction, ...perReader]) as Record<string, Watch>),
    ApiFailed: {
      metric: api.metricServerError({ period, statistic: 'sum' }),
      sentence: 'Calls of the API ended in an error of ours: someone’s page did not open or did not save.',
    },
    Throttled: {
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'sum', period }),
      sentence:
        'Calls were turned away because the account’s Lambda concurrency was used up: ask AWS to raise the quota.',
    },
    ReactionsLost: {
      metric: waiting(unreacted),
      sentence: 'What should follow from a change did not happen after all tries, and waits in the queue Unreacted.',
    },
    MailUndelivered: {
      metric: waiting(wiring.undelivered),
      sentence: 'Mail was given up after five tries and waits in the queue Undelivered: someone does not get it.',
    },
    BatchFailed: {
      metric: batch.metricFailed({ period }),
      sentence: 'Long work on many items (an import, a release of mail) stopped before its end, and its page says so.',
    },
    RecurringWorkFailed: {
      metric: recurring.metricFailed({ period }),
      sentence: 'Jobs that have come up were not all created; the next full hour tries again.',
    },
    JobFailed: {
      metric: job.metricFailed({ period }),
      sentence:
        'The workflow of a job stopped before its end: its steps and reminders wait until the next full hour starts it again.',
    },
    IntakeFailed: {
      metric: intake.metricFailed({ period }),
      sentence: 'An uploaded file could not be looked at; it waits for someone of the firm to decide on it.',
    },
    SealFailed: {
      metric: seal.metricFailed({ period }),
      sentence: 'A seal run failed: until one succeeds, a cut-off end of the audit trail would not show.',
    },
  };
}

/** Alarms can only publish to an encrypted topic under a key that lets CloudWatch use it; the AWS-managed one does not. */
function alarmTopic(stack: Stack, flags: Flags): Topic {
  const key = new Key(stack, 'AlarmKey', {
    description: 'The topic of the alarms',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const topic = new Topic(stack, 'Alarms', { displayName: 'Firmament alarms', masterKey: key, enforceSSL: true });
  const cloudWatch = () => new ServicePrincipal('cloudwatch.amazonaws.com');
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [cloudWatch()],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
    }),
  );
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [cloudWatch()],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
  topic.addSubscription(new EmailSubscription(flags.administratorMail));
  return topic;
}

function dashboard(
  stack: Stack,
  { functions, api, wiring, unreacted, seal, batch, job, recurring, intake }: Watched,
): void {
  const all = Object.values(functions);
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 });
  const staff = functions['staff-api'];
  new Dashboard(stack, 'Dashboard', {
    defaultInterval: Duration.days(1),
    widgets: [
      [
        graph('Calls', [api.metricCount(), api.metricClientError(), api.metricServerError()]),
        graph('How long a call takes (p50, p99)', [
          api.metricLatency({ statistic: 'p50' }),
          api.metricLatency({ statistic: 'p99' }),
        ]),
      ],
      [
        graph(
          'Errors',
          all.map((fn) => fn.metricErrors()),
        ),
        graph('Concurrency and throttles', [
          staff.metric('ConcurrentExecutions', { statistic: 'max' }),
          ...all.map((fn) => fn.metricThrottles()),
        ]),
      ],
      [
        graph('Behind the stream (ms)', [
          functions.projector.metric('IteratorAge', { statistic: 'max' }),
          functions.publisher.metric('IteratorAge', { statistic: 'max' }),
        ]),
        graph('Given up', [
          unreacted.metricApproximateNumberOfMessagesVisible(),
          wiring.undelivered.metricApproximateNumberOfMessagesVisible(),
          seal.metricFailed(),
          batch.metricFailed(),
          recurring.metricFailed(),
          job.metricFailed(),
          intake.metricFailed(),
        ]),
      ],
    ],
  });
}
