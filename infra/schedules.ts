import { Duration, type Stack, TimeZone } from 'aws-cdk-lib/core';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';

/** All schedules fire hourly in UTC and the code decides: the firm's zone is a setting that people can change. */
export function schedules(stack: Stack, { seal, recurring }: { seal: IStateMachine; recurring: IStateMachine }): void {
  new Schedule(stack, 'HourlySeal', {
    description: 'Once an hour: seal the chains of events if the firm’s day is over',
    schedule: ScheduleExpression.cron({ minute: '5', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new StepFunctionsStartExecution(seal, { maxEventAge: Duration.hours(1), retryAttempts: 5 }),
  });
  new Schedule(stack, 'HourlyRecurringWork', {
    description: 'Once an hour: create the jobs that have come up, if the firm’s day is not done yet',
    schedule: ScheduleExpression.cron({ minute: '20', hour: '*', timeZone: TimeZone.ETC_UTC }),
    target: new StepFunctionsStartExecution(recurring, { maxEventAge: Duration.hours(1), retryAttempts: 5 }),
  });
}
