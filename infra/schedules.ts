import { type CfnElement, Duration, type Stack, TimeZone, Validations } from 'aws-cdk-lib/core';
import { PrincipalWithConditions, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { protocol } from './workflows/common.ts';

type Woken = { seal: IStateMachine; recurring: IStateMachine; workflow: IFunction; intake: IFunction };

type Regular = {
  id: string;
  /** At which minute of each hour: not all at once. */
  minute: string;
  often?: string;
  says: string;
  does: { machine: IStateMachine } | { of: IFunction; op: string };
};

/** All schedules fire in UTC and the code decides: the firm’s zone is a setting that people can change. */
const regular = ({ seal, recurring, workflow, intake }: Woken): readonly Regular[] => [
  {
    id: 'HourlySeal',
    minute: '5',
    says: 'seal the chains of events if the firm’s day is over',
    does: { machine: seal },
  },
  {
    id: 'HourlyReminders',
    minute: '10',
    says: 'requests to clients that are to go out, reminders of those that have come up, and mail about what was written',
    does: { of: workflow, op: 'reminders' },
  },
  {
    id: 'HourlyLetters',
    minute: '15',
    says: 'letters that nobody has signed for days, or whose last day has passed',
    does: { of: workflow, op: 'letters' },
  },
  {
    id: 'HourlyRecurringWork',
    minute: '20',
    says: 'create the jobs that have come up, if the firm’s day is not done yet',
    does: { machine: recurring },
  },
  {
    id: 'HourlyMornings',
    minute: '30',
    says: 'the morning mail of each whose morning it is',
    does: { of: workflow, op: 'mornings' },
  },
  {
    id: 'HourlyReconcile',
    minute: '35',
    says: 'start the workflows of jobs that should go on and do not',
    does: { of: workflow, op: 'reconcile' },
  },
  {
    id: 'HourlyUploads',
    minute: '50',
    says: 'look after uploaded files whose event never came, and erase what was in the trash for its time',
    does: { of: intake, op: 'sweep' },
  },
  {
    id: 'Receipts',
    minute: '*/15',
    often: 'Every quarter of an hour',
    says: 'a receipt to each who sent files and sends no more',
    does: { of: workflow, op: 'receipts' },
  },
];

export function schedules(stack: Stack, woken: Woken): void {
  const role = callerOf(stack, [woken.workflow, woken.intake]);
  const maxEventAge = Duration.hours(1);
  const targetOf = (does: Regular['does']) =>
    'machine' in does
      ? new StepFunctionsStartExecution(does.machine, { maxEventAge, retryAttempts: 5 })
      : new LambdaInvoke(does.of, {
          role,
          input: ScheduleTargetInput.fromObject({ protocol, op: does.op }),
          maxEventAge,
          retryAttempts: 2,
        });
  for (const { id, minute, often = 'Once an hour', says, does } of regular(woken))
    new Schedule(stack, id, {
      description: `${often}: ${says}`,
      schedule: ScheduleExpression.cron({ minute, hour: '*', timeZone: TimeZone.ETC_UTC }),
      target: targetOf(does),
    });
}

/** Who may have schedules call functions; the one that CDK would make is none that a finding could be told of. */
function callerOf(stack: Stack, called: readonly IFunction[]): Role {
  const scheduler = new ServicePrincipal('scheduler.amazonaws.com');
  const role = new Role(stack, 'ScheduledCaller', {
    assumedBy: new PrincipalWithConditions(scheduler, { StringEquals: { 'aws:SourceAccount': stack.account } }),
  });
  for (const { node } of called)
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(node.defaultChild as CfnElement)}.Arn>:*]`,
      reason: 'Any version of the one function that the schedule calls.',
    });
  return role;
}
