import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll } from 'vitest';
import { build, type Built, type Resource, type Template } from '../../../infra/app.ts';
import type { FlagInput } from '../../../infra/flags.ts';
import type { FunctionName } from '../../../infra/functions.ts';
import { standIns } from './stand-ins.ts';

export const firm = { firmName: 'Smith & Sons, LLP', administratorMail: 'ada@smith.example' };

/** What a rule found, as one line: its name and where. */
export type Finding = { rule: string; at: string };
export type Deployment = Built & { template: Template; findings: Finding[] };

type Report = {
  pluginReports: {
    violations: { ruleName: string; violatingConstructs: { constructPath?: string }[] }[];
  }[];
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** To see that the judges judge: the stack spoiled, or functions that send what they may not. */
type Spoiled = { change?: (built: Built) => void; handlers?: Partial<Record<FunctionName, string>> };

/** Synthesizes as a deployment would, under all judges. */
export async function deployment(
  flags: Partial<FlagInput> = {},
  { change, handlers = {} }: Spoiled = {},
): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'firmament-infra-'));
  folders.push(folder);
  const outdir = join(folder, 'cdk.out');
  const built = await build({ flags: { ...firm, ...flags }, entriesRoot: standIns(folder, handlers), outdir });
  change?.(built);
  Validations.of(built.app).addPlugins(new AwsSolutionsChecks(built.app));
  try {
    built.app.synth();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationFailed')) throw error;
  }
  const read = (file: string) => JSON.parse(readFileSync(join(outdir, file), 'utf8')) as unknown;
  const { pluginReports } = read('validation-report.json') as Report;
  const findings = pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, at: constructPath ?? '' })),
    ),
  );
  return { ...built, template: read(`${built.stack.stackName}.template.json`) as Template, findings };
}

/** The resources of a type, by their logical id. */
export function ofType(
  template: Template,
  type: string,
): Record<string, Required<Pick<Resource, 'Properties'>> & Resource> {
  const found = Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
  return Object.fromEntries(found.map(([id, resource]) => [id, { Properties: {}, ...resource }]));
}
