import { type CfnElement, Duration, type Stack, TimeZone, Validations } from 'aws-cdk-lib/core';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { protocol } from './workflows/common.ts';

/** All schedules fire hourly in UTC and the code decides: the firm's zone is a setting that people can change. */
export function schedules(stack: Stack, { seal, workflow }: { seal: IStateMachine; workflow: IFunction }): void {
  new Schedule(stack, 'HourlySeal', {
    description: 'Once an hour: seal the chains of events if the firm’s day is over',
    schedule: ScheduleExpression.cron({ minute: '5', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new StepFunctionsStartExecution(seal, { maxEventAge: Duration.hours(1), retryAttempts: 5 }),
  });
  const functionId = stack.getLogicalId(workflow.node.defaultChild as CfnElement);
  Validations.of(stack).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${functionId}.Arn>:*]`,
    reason: 'Any version of the one function that the schedule calls.',
  });
  new Schedule(stack, 'HourlyReconcile', {
    description: 'Once an hour: start the workflows of jobs that should go on and do not',
    schedule: ScheduleExpression.cron({ minute: '35', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new LambdaInvoke(workflow, {
      input: ScheduleTargetInput.fromObject({ protocol, op: 'reconcile' }),
      maxEventAge: Duration.hours(1),
      retryAttempts: 2,
    }),
  });
}
