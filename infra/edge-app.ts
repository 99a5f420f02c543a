import { App, BootstraplessSynthesizer, CfnOutput, Stack, Tags } from 'aws-cdk-lib/core';
import { edgeRegion, edgeStackName, webAcl } from './edge.ts';
import { Flags } from './flags.ts';

/**
 * The web ACL of a hardened stack outside us-east-1, in a stack of its own: `npm run deploy` deploys it first and hands
 * its ARN over as the flag webAcl. It has no files, so that the region needs no bootstrapping.
 */
export function edgeApp(app: App, stackName: string, account: string | undefined): Stack {
  const stack = new Stack(app, edgeStackName(stackName), {
    env: { account, region: edgeRegion },
    description: 'Firmament: the web ACL in front of its site',
    analyticsReporting: false,
    synthesizer: new BootstraplessSynthesizer(),
  });
  new CfnOutput(stack, 'WebAclArn', { value: webAcl(stack).attrArn });
  Tags.of(stack).add('Application', 'Firmament');
  return stack;
}

if (import.meta.main) {
  const app = new App();
  const stackName = Flags.shape.stackName.parse(app.node.tryGetContext('stackName'));
  edgeApp(app, stackName, process.env.CDK_DEFAULT_ACCOUNT);
  app.synth();
}
