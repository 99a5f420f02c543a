import { join } from 'node:path';
import { App, type Environment, type Stack } from 'aws-cdk-lib/core';
import { bundle, type Bundle, repository } from './bundle.ts';
import { edgeRegion } from './edge.ts';
import { FlagError, type FlagInput, type Flags, readFlags } from './flags.ts';
import { bundled, entries } from './functions.ts';
import { Firmament } from './stack.ts';

/** Behaviour of the toolkit that newer projects get by default. Changing one can change logical ids: see the frozen ones. */
const toolkit = {
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:annotationsInValidationReport': true,
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/core:includePrefixInUniqueNameGeneration': true,
  '@aws-cdk/aws-dynamodb:resourcePolicyPerReplica': true,
  '@aws-cdk/aws-dynamodb:retainTableReplica': true,
  '@aws-cdk/aws-events:eventsTargetQueueSameAccount': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:publicAccessBlockedByDefault': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
};

/** Where the local cloud pretends to be: with a place given, the template refers to less that only AWS knows. */
export const localPlace = { account: '000000000000', region: 'us-east-1' } as const;

export type Built = { app: App; stack: Stack; bundle: Bundle };
export type BuildProps = {
  /** Flags beside those that the toolkit hands over as context. */
  flags?: Partial<FlagInput>;
  /** The folder of the functions' entries, where it is not the repository's. */
  entriesRoot?: string;
  outdir: string;
};

/** The app with its one stack, bundled and ready to synthesize. */
export async function build({ flags = {}, entriesRoot = entries, outdir }: BuildProps): Promise<Built> {
  const app = new App({ outdir, context: { ...toolkit, ...flags } });
  const read = readFlags(app.node.getAllContext() as Record<string, unknown>);
  const env = place(read);
  const code = await bundle(bundled, entriesRoot, join(outdir, 'bundle'));
  return { app, stack: new Firmament(app, read, code, env), bundle: code };
}

/** The toolkit says where it deploys to; without its word the template fits any account and region. */
function place({ local, hardened, webAcl }: Flags): Environment {
  if (local) return localPlace;
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  if (hardened && !region)
    throw new FlagError(
      'The flag hardened needs to know the region: sign in to AWS, or set CDK_DEFAULT_ACCOUNT and CDK_DEFAULT_REGION.',
    );
  if (hardened && region !== edgeRegion && webAcl === undefined)
    throw new FlagError(
      `The flag hardened outside ${edgeRegion} needs the flag webAcl: “npm run deploy” makes the web ACL and gives it.`,
    );
  return { account, region };
}

/** A resource as CloudFormation reads it. */
export type Resource = {
  Type: string;
  Properties?: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
  DependsOn?: string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Condition?: string;
};
export type Template = { Resources: Record<string, Resource>; Outputs: Record<string, { Value: unknown }> };
export type Synthesized = { template: Template; directory: string; stackName: string };

/** Synthesizes without network or credentials, in a second or two; throws with the finding when a rule is broken. */
export async function synthesize(props: BuildProps): Promise<Synthesized> {
  const { app, stack } = await build(props);
  const assembly = app.synth();
  const template = assembly.getStackByName(stack.stackName).template as Template;
  return { template, directory: assembly.directory, stackName: stack.stackName };
}

if (import.meta.main) {
  try {
    const { app } = await build({ outdir: process.env.CDK_OUTDIR ?? join(repository, 'cdk.out') });
    app.synth();
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
