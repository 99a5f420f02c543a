import { Duration } from 'aws-cdk-lib/core';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { busy, machineOf, type MachineProps, nothing, patiently, protocol } from './common.ts';

/** An execution may have 25,000 events in its history and last a year: before either, another one follows. */
const mostEvents = 15_000;
const mostDays = 300;

/** How long a wait is, the function says: that it is over is no failure of the wait. */
const busyAwait = busy.filter((error) => error !== 'States.Timeout');

type JobProps = MachineProps & { arn: string };

/** The ops of `workflow` that the machine calls, each for its own job and run. */
const calls = (scope: Construct, workflow: IFunction) => {
  const call = (
    state: string,
    op: string,
    payload: Record<string, string>,
    more: Partial<sfn.TaskStateJsonataBaseProps>,
  ) =>
    LambdaInvoke.jsonata(scope, state, {
      lambdaFunction: workflow,
      payload: sfn.TaskInput.fromObject({ protocol, op, jobId: '{% $jobId %}', run: '{% $run %}', ...payload }),
      retryOnServiceExceptions: false,
      taskTimeout: sfn.Timeout.duration(Duration.seconds(60)),
      outputs: nothing,
      ...more,
    });
  return call;
};

function runSteps(scope: Construct, workflow: IFunction): sfn.Map {
  const call = calls(scope, workflow);
  const note = call(
    'Note the failure',
    'step-failed',
    { step: '{% $states.input.step %}', error: '{% $states.input.error %}', cause: '{% $states.input.cause %}' },
    {},
  ).addRetry({ ...patiently, errors: ['States.ALL'] });
  const step = call('Run step', 'step', { step: '{% $states.input %}' }, {})
    // It says itself that trying again would not help.
    .addRetry({ maxAttempts: 0, errors: ['StepFailed'] })
    .addRetry({ ...patiently, maxAttempts: 4, errors: ['States.ALL'] })
    .addCatch(note, {
      errors: ['States.ALL'],
      outputs: {
        step: '{% $states.input %}',
        error: '{% $states.errorOutput.Error %}',
        cause: '{% $substring($string($states.errorOutput.Cause), 0, 1000) %}',
      },
    });
  return sfn.Map.jsonata(scope, 'Run steps', {
    items: sfn.ProvideItems.jsonata('{% $steps %}'),
    maxConcurrency: 2,
    outputs: nothing,
  }).itemProcessor(step);
}

/**
 * One execution for a job: what became ready, the steps that run by themselves, and the wait until something happens or a
 * day comes. It holds no business word: the function decides, the machine waits. Input `{ jobId, run }`, its name
 * `<jobId>-<run>`.
 */
export function jobMachine(parent: Construct, id: string, props: JobProps): sfn.StateMachine {
  const { workflow, arn } = props;
  const scope = new Construct(parent, id);
  const call = calls(scope, workflow);
  const begin = sfn.Pass.jsonata(scope, 'Begin job', {
    assign: { jobId: '{% $states.input.jobId %}', run: '{% $states.input.run %}', used: 0 },
    outputs: nothing,
  });
  const advance = call(
    'Advance',
    'advance',
    {},
    {
      assign: {
        seen: '{% $states.result.Payload.seen %}',
        steps: '{% $states.result.Payload.steps %}',
        done: '{% $states.result.Payload.done = true %}',
        // A time that has passed must not make it spin.
        wakeIn: '{% $max([60, $states.result.Payload.wakeIn]) %}',
        used: '{% $used + 20 + 15 * $count($states.result.Payload.steps) %}',
      },
    },
  ).addRetry({ ...patiently, errors: ['States.ALL'] });
  const run = runSteps(scope, workflow);
  const wait = call(
    'Await',
    'await',
    { seen: '{% $seen %}', wakeIn: '{% $wakeIn %}', token: '{% $states.context.Task.Token %}' },
    {
      integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      taskTimeout: sfn.Timeout.jsonata('{% $wakeIn %}'),
    },
  )
    .addRetry({ ...patiently, errors: busyAwait })
    .addCatch(advance, { errors: ['States.Timeout'], outputs: nothing });
  const ended = sfn.Succeed.jsonata(scope, 'Ended');
  const again = StepFunctionsStartExecution.jsonata(scope, 'Continue as new', {
    // By its name: a reference to itself would be a circle.
    stateMachine: sfn.StateMachine.fromStateMachineArn(scope, 'Self', arn),
    associateWithParent: false,
    name: "{% $jobId & '-' & $string($run + 1) %}",
    input: sfn.TaskInput.fromObject({ jobId: '{% $jobId %}', run: '{% $run + 1 %}' }),
    outputs: nothing,
  })
    .addRetry({
      ...patiently,
      errors: [
        'StepFunctions.ExecutionLimitExceededException',
        'StepFunctions.SdkClientException',
        'StepFunctions.AWSStepFunctionsException',
      ],
    })
    .addCatch(ended, { errors: ['StepFunctions.ExecutionAlreadyExistsException'], outputs: nothing });
  const isOld = `$millis() - $toMillis($states.context.Execution.StartTime) > ${mostDays} * 86400000`;
  const what = sfn.Choice.jsonata(scope, 'What now?')
    .when(sfn.Condition.jsonata('{% $done %}'), ended)
    .when(sfn.Condition.jsonata('{% $count($steps) > 0 %}'), run)
    .when(sfn.Condition.jsonata(`{% $used > ${mostEvents} or ${isOld} %}`), again)
    .otherwise(wait);
  begin.next(advance);
  advance.next(what);
  run.next(advance);
  wait.next(advance);
  again.next(ended);
  return machineOf(scope, begin, props);
}
