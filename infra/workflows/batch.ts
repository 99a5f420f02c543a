import { Duration } from 'aws-cdk-lib/core';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { busy, machineOf, type MachineProps, nothing, patiently, protocol } from './common.ts';

/**
 * A turn is seven events of the history and works for up to 20 seconds, a wait is two more: this many stay well below the
 * 25,000 events that an execution may have, and are eleven hours of work. So none continues as a new one.
 */
const mostTurns = 2000;

/** Works on a batch, for some seconds a turn, until nothing is left. The function decides, the machine repeats. */
export function batchMachine(parent: Construct, id: string, props: MachineProps): sfn.StateMachine {
  const { workflow } = props;
  const scope = new Construct(parent, id);
  const begin = sfn.Pass.jsonata(scope, 'Begin batch', {
    assign: { batchId: '{% $states.input.batchId %}', turns: 0, wait: 0, done: false },
    outputs: nothing,
  });
  const markFailed = LambdaInvoke.jsonata(scope, 'Mark failed', {
    lambdaFunction: workflow,
    payload: sfn.TaskInput.fromObject({ protocol, op: 'batch-failed', batchId: '{% $batchId %}' }),
    retryOnServiceExceptions: false,
    taskTimeout: sfn.Timeout.duration(Duration.seconds(60)),
    outputs: nothing,
  }).addRetry({ ...patiently, errors: ['States.ALL'] });
  const work = LambdaInvoke.jsonata(scope, 'Work', {
    lambdaFunction: workflow,
    payload: sfn.TaskInput.fromObject({ protocol, op: 'batch', batchId: '{% $batchId %}' }),
    retryOnServiceExceptions: false,
    taskTimeout: sfn.Timeout.duration(Duration.seconds(330)),
    assign: {
      turns: '{% $turns + 1 %}',
      done: '{% $states.result.Payload.done = true %}',
      wait: '{% $type($states.result.Payload.wait) = "number" ? $states.result.Payload.wait : 0 %}',
    },
    outputs: nothing,
  })
    .addRetry({ ...patiently, errors: busy })
    // An error of one item's code may come of a moment, too: a few tries more, then it is told of.
    .addRetry({ ...patiently, maxAttempts: 3, errors: ['States.ALL'] })
    .addCatch(markFailed, {
      errors: ['States.ALL'],
      assign: {
        error: '{% $states.errorOutput.Error %}',
        cause: '{% $substring($string($states.errorOutput.Cause), 0, 1000) %}',
      },
      outputs: nothing,
    });
  const tooLong = sfn.Pass.jsonata(scope, 'Too long', {
    assign: { error: 'TooLong', cause: `There was still something to do after ${mostTurns} turns.` },
    outputs: nothing,
  });
  const pause = sfn.Wait.jsonata(scope, 'Pause', { time: sfn.WaitTime.seconds('{% $wait %}'), outputs: nothing });
  const more = sfn.Choice.jsonata(scope, 'More to do?')
    .when(sfn.Condition.jsonata('{% $done %}'), sfn.Succeed.jsonata(scope, 'Done'))
    .when(sfn.Condition.jsonata(`{% $turns >= ${mostTurns} %}`), tooLong)
    .when(sfn.Condition.jsonata('{% $wait > 0 %}'), pause)
    .otherwise(work);
  begin.next(work);
  work.next(more);
  pause.next(work);
  tooLong.next(markFailed);
  markFailed.next(sfn.Fail.jsonata(scope, 'Not done', { error: '{% $error %}', cause: '{% $cause %}' }));
  return machineOf(scope, begin, props);
}
