import { Duration } from 'aws-cdk-lib/core';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { busy, machineOf, type MachineProps, nothing, patiently, protocol } from './common.ts';

/** Of twenty seconds each, an hour in all: then the schedule has begun the next one. */
const mostTurns = 180;

/** Creates the jobs that have come up, for some seconds a turn, until the day is done. The function decides, the machine repeats. */
export function recurringWorkMachine(parent: Construct, id: string, props: MachineProps): sfn.StateMachine {
  const { workflow } = props;
  const scope = new Construct(parent, id);
  const begin = sfn.Pass.jsonata(scope, 'Begin day', { assign: { turns: 0, done: false }, outputs: nothing });
  const notDone = sfn.Fail.jsonata(scope, 'Day not done', {
    error: '{% $states.input.error %}',
    cause: '{% $states.input.cause %}',
  });
  const create = LambdaInvoke.jsonata(scope, 'Create due jobs', {
    lambdaFunction: workflow,
    payload: sfn.TaskInput.fromObject({ protocol, op: 'recurring' }),
    retryOnServiceExceptions: false,
    taskTimeout: sfn.Timeout.duration(Duration.seconds(330)),
    assign: { turns: '{% $turns + 1 %}', done: '{% $states.result.Payload.done = true %}' },
    outputs: nothing,
  })
    .addRetry({ ...patiently, errors: busy })
    .addRetry({ ...patiently, maxAttempts: 3, errors: ['States.ALL'] })
    .addCatch(notDone, {
      errors: ['States.ALL'],
      outputs: {
        error: '{% $states.errorOutput.Error %}',
        cause: '{% $substring($string($states.errorOutput.Cause), 0, 1000) %}',
      },
    });
  const more = sfn.Choice.jsonata(scope, 'More due?')
    .when(sfn.Condition.jsonata('{% $done %}'), sfn.Succeed.jsonata(scope, 'Day done'))
    .when(sfn.Condition.jsonata(`{% $turns < ${mostTurns} %}`), create)
    .otherwise(sfn.Succeed.jsonata(scope, 'Left to the next hour'));
  begin.next(create);
  create.next(more);
  return machineOf(scope, begin, props);
}
