import { type CfnElement, Duration, type Stack, TimeZone, Validations } from 'aws-cdk-lib/core';
import { PrincipalWithConditions, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { protocol } from './workflows/common.ts';

type Woken = { seal: IStateMachine; recurring: IStateMachine; workflow: IFunction; intake: IFunction };

/** All schedules fire hourly in UTC and the code decides: the firm’s zone is a setting that people can change. */
export function schedules(stack: Stack, { seal, recurring, workflow, intake }: Woken): void {
  const caller = callerOf(stack, [workflow, intake]);
  new Schedule(stack, 'HourlySeal', {
    description: 'Once an hour: seal the chains of events if the firm’s day is over',
    schedule: ScheduleExpression.cron({ minute: '5', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new StepFunctionsStartExecution(seal, { maxEventAge: Duration.hours(1), retryAttempts: 5 }),
  });
  new Schedule(stack, 'HourlyMornings', {
    description: 'Once an hour: the morning mail of each whose morning it is',
    schedule: ScheduleExpression.cron({ minute: '30', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new LambdaInvoke(workflow, {
      role: caller,
      input: ScheduleTargetInput.fromObject({ protocol, op: 'mornings' }),
      maxEventAge: Duration.hours(1),
      retryAttempts: 2,
    }),
  });
  new Schedule(stack, 'HourlyReminders', {
    description: 'Once an hour: requests to clients that are to go out, and reminders of those that have come up',
    schedule: ScheduleExpression.cron({ minute: '10', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new LambdaInvoke(workflow, {
      role: caller,
      input: ScheduleTargetInput.fromObject({ protocol, op: 'reminders' }),
      maxEventAge: Duration.hours(1),
      retryAttempts: 2,
    }),
  });
  new Schedule(stack, 'HourlyReconcile', {
    description: 'Once an hour: start the workflows of jobs that should go on and do not',
    schedule: ScheduleExpression.cron({ minute: '35', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new LambdaInvoke(workflow, {
      role: caller,
      input: ScheduleTargetInput.fromObject({ protocol, op: 'reconcile' }),
      maxEventAge: Duration.hours(1),
      retryAttempts: 2,
    }),
  });
  new Schedule(stack, 'HourlyUploads', {
    description: 'Once an hour: look after uploaded files whose event never came',
    schedule: ScheduleExpression.cron({ minute: '50', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new LambdaInvoke(intake, {
      role: caller,
      input: ScheduleTargetInput.fromObject({ protocol, op: 'sweep' }),
      maxEventAge: Duration.hours(1),
      retryAttempts: 2,
    }),
  });
  new Schedule(stack, 'HourlyRecurringWork', {
    description: 'Once an hour: create the jobs that have come up, if the firm’s day is not done yet',
    schedule: ScheduleExpression.cron({ minute: '20', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new StepFunctionsStartExecution(recurring, { maxEventAge: Duration.hours(1), retryAttempts: 5 }),
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
