import { Duration } from 'aws-cdk-lib/core';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { busy, machineOf, type MachineProps, nothing, patiently, protocol } from './common.ts';

/** Seals the chains of events, a part at a time, until nothing is left to seal. The function decides, the machine repeats. */
export function sealMachine(parent: Construct, id: string, props: MachineProps): sfn.StateMachine {
  const { workflow } = props;
  const scope = new Construct(parent, id);
  const begin = sfn.Pass.jsonata(scope, 'Begin', {
    assign: { at: '{% $states.context.Execution.StartTime %}', turns: 0, more: true },
    outputs: nothing,
  });
  const notSealed = sfn.Fail.jsonata(scope, 'Not sealed', {
    error: '{% $states.input.error %}',
    cause: '{% $states.input.cause %}',
  });
  const seal = LambdaInvoke.jsonata(scope, 'Seal', {
    lambdaFunction: workflow,
    payload: sfn.TaskInput.fromObject({ protocol, op: 'seal', at: '{% $at %}' }),
    retryOnServiceExceptions: false,
    taskTimeout: sfn.Timeout.duration(Duration.seconds(330)),
    assign: { turns: '{% $turns + 1 %}', more: '{% $states.result.Payload.more = true %}' },
    outputs: nothing,
  })
    .addRetry({ ...patiently, errors: busy })
    .addCatch(notSealed, {
      errors: ['States.ALL'],
      outputs: {
        error: '{% $states.errorOutput.Error %}',
        cause: '{% $substring($string($states.errorOutput.Cause), 0, 1000) %}',
      },
    });
  const tooMuch = sfn.Fail.jsonata(scope, 'Too much', {
    error: 'TooMuch',
    cause: 'There was still something to seal after 1000 turns: look at what the function answers.',
  });
  const more = sfn.Choice.jsonata(scope, 'More?')
    .when(sfn.Condition.jsonata('{% $not($more) %}'), sfn.Succeed.jsonata(scope, 'Sealed'))
    .when(sfn.Condition.jsonata('{% $turns < 1000 %}'), seal)
    .otherwise(tooMuch);
  begin.next(seal);
  seal.next(more);
  return machineOf(scope, begin, props);
}
