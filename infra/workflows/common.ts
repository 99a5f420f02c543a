import { type CfnElement, Duration, Stack, Validations } from 'aws-cdk-lib/core';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** Raised when ops or their payloads change meaning. `workflow` answers every protocol that a running execution may still speak. */
export const protocol = 1;

/** Errors that pass by themselves. */
export const busy = [
  'Busy',
  'Lambda.ServiceException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.AWSLambdaException',
  'Lambda.Unknown',
  'States.Timeout',
];

export const patiently = {
  interval: Duration.seconds(2),
  maxAttempts: 8,
  backoffRate: 2,
  maxDelay: Duration.minutes(5),
  jitterStrategy: sfn.JitterType.FULL,
};

/** State travels in variables; outputs stay empty, so 256 KB is never near. */
export const nothing = '{% {} %}';

export type MachineProps = { workflow: IFunction; name: string; logGroup: ILogGroup };

/** The machine that begins with this state: everything that it does is logged and traced. */
export function machineOf(
  scope: Construct,
  begin: sfn.IChainable,
  { workflow, name, logGroup }: MachineProps,
): sfn.StateMachine {
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
