import { type CfnElement, Duration, Stack, Validations } from 'aws-cdk-lib/core';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';

/** Raised when ops or their payloads change meaning. `workflow` answers every protocol that a running execution may still speak. */
const protocol = 1;
const busy = [
  'Busy',
  'Lambda.ServiceException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.AWSLambdaException',
  'Lambda.Unknown',
  'States.Timeout',
];
const patiently = {
  interval: Duration.seconds(2),
  maxAttempts: 8,
  backoffRate: 2,
  maxDelay: Duration.minutes(5),
  jitterStrategy: sfn.JitterType.FULL,
};
/** State travels in variables; outputs stay empty, so 256 KB is never near. */
const nothing = '{% {} %}';

/** Seals the chains of events, a part at a time, until nothing is left to seal. The function decides, the machine repeats. */
export function sealMachine(
  parent: Construct,
  id: string,
  { workflow, name, logGroup }: { workflow: IFunction; name: string; logGroup: ILogGroup },
): sfn.StateMachine {
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
  const machine = new sfn.StateMachine(scope, 'Machine', {
    stateMachineName: name,
    queryLanguage: sfn.QueryLanguage.JSONATA,
    definitionBody: sfn.DefinitionBody.fromChainable(begin),
    logs: { destination: logGroup, level: sfn.LogLevel.ALL, includeExecutionData: true },
    tracingEnabled: true,
  });
  acknowledge(machine, workflow);
  return machine;
}

function acknowledge(machine: sfn.StateMachine, workflow: IFunction): void {
  const functionId = Stack.of(machine).getLogicalId(workflow.node.defaultChild as CfnElement);
  Validations.of(machine).acknowledge(
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Sending traces to X-Ray and setting up the delivery of logs know no resources.',
    },
    {
      id: `AwsSolutions-IAM5[Resource::<${functionId}.Arn>:*]`,
      reason: 'Any version of the one function that the machine calls.',
    },
  );
}
