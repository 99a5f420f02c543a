import { CfnResource } from 'aws-cdk-lib/core';
import { build, localPlace, type Template } from '../infra/app.ts';
import type { Bundle } from '../infra/bundle.ts';
import { planOf } from '../infra/local/stack/plan.ts';
import type { TableSpec } from '../infra/local/database/tables.ts';
import { readTemplate } from '../infra/local/stack/template.ts';

/** What of the stack is measured: its table, its functions' code with the environment that they start in, what it has. */
export type Deployment = {
  table: TableSpec;
  environment: Record<string, string>;
  bundle: Bundle;
  numberOf: (type: string) => number;
};

const flags = {
  local: true,
  firmName: 'Larkfield & Rowe',
  administratorMail: 'eleanor@larkfieldrowe.example',
  repliesAt: 'reply.larkfieldrowe.example',
};

/** The stack, constructed but not synthesized: that validates the template, and takes four times as long. */
export async function deployment(outdir: string): Promise<Deployment> {
  const { stack, bundle } = await build({ flags, outdir });
  const resources = stack.node
    .findAll()
    .filter((one) => CfnResource.isCfnResource(one))
    .map((one) => stack.resolve(one._toCloudFormation()) as Pick<Template, 'Resources'>);
  const template: Template = { Resources: Object.assign({}, ...resources.map((one) => one.Resources)), Outputs: {} };
  const { table, environment } = planOf(readTemplate(template, { ...localPlace, stackName: 'Bench' }, (name) => name));
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  return { table, environment, bundle, numberOf: (type) => types.filter((one) => one === type).length };
}
