import { edgeRegion, edgeStackName } from '../edge.ts';
import type { Flags } from '../flags.ts';
import type { Account, Toolkit } from './ports.ts';

/** As cdk.json says of the stack's own app: the toolkit runs in the repository. */
const app = 'node infra/edge-app.ts';

/** Whether the stack needs a web ACL that it cannot hold itself. */
const wantsEdge = ({ hardened, webAcl }: Flags, region: string): boolean =>
  hardened && webAcl === undefined && region !== edgeRegion;

/** Deploys the web ACL where CloudFront looks for it; the flags that the stack itself needs because of it. */
export async function edgeFlags(
  { account, toolkit: cdk }: { account: Account; toolkit: Toolkit },
  flags: Flags,
  approval: string[],
): Promise<{ webAcl?: string }> {
  if (!wantsEdge(flags, account.region)) return {};
  const name = edgeStackName(flags.stackName);
  await cdk(['deploy', name, '--app', app, '-c', `stackName=${flags.stackName}`, ...approval]);
  const stack = await account.stack(name, edgeRegion);
  const webAcl = stack?.outputs.WebAclArn;
  if (webAcl === undefined) throw new Error(`The stack ${name} in ${edgeRegion} does not name its WebAclArn`);
  return { webAcl };
}
