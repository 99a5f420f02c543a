import { App, Stack } from 'aws-cdk-lib/core';
import { Code, Function as Fn, type IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Template } from '../../../infra/app.ts';
import { documentIntakeMachine } from '../../../infra/workflows/document-intake.ts';
import { jobMachine } from '../../../infra/workflows/job.ts';
import { batchMachine } from '../../../infra/workflows/batch.ts';
import { recurringWorkMachine } from '../../../infra/workflows/recurring-work.ts';
import { sealMachine } from '../../../infra/workflows/seal.ts';
import { definitions } from './machines.ts';

const anyArn = (name: string) => `arn:aws:states:eu-central-1:111111111111:stateMachine:${name}`;

type Make = (
  scope: Construct,
  id: string,
  props: { workflow: IFunction; name: string; arn: string; logGroup: ILogGroup },
) => unknown;

const machines = {
  seal: sealMachine,
  batch: batchMachine,
  job: jobMachine,
  'recurring-work': recurringWorkMachine,
  'document-intake': documentIntakeMachine,
} satisfies Record<string, Make>;
export type MachineName = keyof typeof machines;
export const machineNames = Object.keys(machines) as MachineName[];

/** The definition of a machine as the stack of this code has it. */
export function definitionOf(name: MachineName): unknown {
  const app = new App();
  const stack = new Stack(app, 'Test');
  const workflow = new Fn(stack, 'Workflow', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => ({});'),
  });
  machines[name](stack, 'It', { workflow, name, arn: anyArn(name), logGroup: new LogGroup(stack, 'Logs') });
  return definitions(app.synth().getStackByName('Test').template as Template)[0];
}
