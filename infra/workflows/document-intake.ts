import { Duration } from 'aws-cdk-lib/core';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { busy, machineOf, type MachineProps, nothing, patiently, protocol } from './common.ts';

/** A file has five steps; races with another execution may cost some more. */
const mostTurns = 20;

const call = (
  scope: Construct,
  state: string,
  fn: IFunction,
  op: string,
  more: Partial<sfn.TaskStateJsonataBaseProps>,
) =>
  LambdaInvoke.jsonata(scope, state, {
    lambdaFunction: fn,
    payload: sfn.TaskInput.fromObject({ protocol, op, key: '{% $key %}' }),
    retryOnServiceExceptions: false,
    taskTimeout: sfn.Timeout.duration(Duration.seconds(330)),
    outputs: nothing,
    ...more,
  });

/**
 * A file's way from quarantine into the vault, step by step as its record says: what arrived, its checks, its copy, the end of
 * what lay in quarantine. Input is the object of the bucket's event, of which only the key is looked at.
 */
export function documentIntakeMachine(parent: Construct, id: string, props: MachineProps): sfn.StateMachine {
  const { workflow: intake } = props;
  const scope = new Construct(parent, id);
  const begin = sfn.Pass.jsonata(scope, 'Begin intake', {
    assign: { key: '{% $states.input.key %}', turns: 0, done: false },
    outputs: nothing,
  });
  const giveUp = call(scope, 'Leave it to a person', intake, 'give-up', {}).addRetry({
    ...patiently,
    errors: ['States.ALL'],
  });
  const takeIn = call(scope, 'Take in', intake, 'take-in', {
    assign: { turns: '{% $turns + 1 %}', done: '{% $states.result.Payload.done = true %}' },
  })
    .addRetry({ ...patiently, errors: busy })
    .addRetry({ ...patiently, maxAttempts: 3, errors: ['States.ALL'] })
    .addCatch(giveUp, {
      errors: ['States.ALL'],
      assign: {
        error: '{% $states.errorOutput.Error %}',
        cause: '{% $substring($string($states.errorOutput.Cause), 0, 1000) %}',
      },
      outputs: nothing,
    });
  const tooLong = sfn.Pass.jsonata(scope, 'Too many steps', {
    assign: { error: 'TooLong', cause: `The file was not through after ${mostTurns} steps.` },
    outputs: nothing,
  });
  const more = sfn.Choice.jsonata(scope, 'More steps?')
    .when(sfn.Condition.jsonata('{% $done %}'), sfn.Succeed.jsonata(scope, 'Through'))
    .when(sfn.Condition.jsonata(`{% $turns >= ${mostTurns} %}`), tooLong)
    .otherwise(takeIn);
  begin.next(takeIn);
  takeIn.next(more);
  tooLong.next(giveUp);
  giveUp.next(sfn.Fail.jsonata(scope, 'Not taken in', { error: '{% $error %}', cause: '{% $cause %}' }));
  return machineOf(scope, begin, props);
}
