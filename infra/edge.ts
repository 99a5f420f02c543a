import { type Stack, Validations } from 'aws-cdk-lib/core';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { edgeHeader } from '../shared/http/edge.ts';
import type { Flags } from './flags.ts';

/** CloudFront’s web ACLs stand here, wherever the stack is. */
export const edgeRegion = 'us-east-1';

/** The stack that holds the web ACL of a stack in another region. */
export const edgeStackName = (stackName: string): string => `${stackName}-edge`;

/** What CloudFront tells the API, so that it can refuse whoever comes past it and its web ACL. */
export type Edge = { headers: Record<string, string>; environment: Record<string, string> };

/** Hardened only: a secret costs as much each month as the table of a small firm. */
export function edge(stack: Stack, flags: Flags): Edge {
  if (!flags.hardened) return { headers: {}, environment: {} };
  const secret = new Secret(stack, 'EdgeSecret', {
    description: 'What CloudFront sends to the API with every call',
    generateSecretString: { passwordLength: 40, excludePunctuation: true },
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'CloudFront takes minutes to learn another value, in which the API would refuse everybody.',
  });
  // In the settings of both, for whoever may read those may deploy: no call more at a cold start.
  const value = secret.secretValue.unsafeUnwrap();
  return { headers: { [edgeHeader]: value }, environment: { EDGE_SECRET: value } };
}

/** The web ACL in front of the site: of this stack where it can hold one, else by its ARN. */
export function webAclOf(stack: Stack, flags: Flags): string | undefined {
  if (flags.webAcl !== undefined || !flags.hardened) return flags.webAcl;
  return webAcl(stack).attrArn;
}

/**
 * AWS's rules for what every site meets, and a limit per address: an office of a hundred people behind one address
 * stays far below it.
 */
export function webAcl(stack: Stack): CfnWebACL {
  const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
    cloudWatchMetricsEnabled: true,
    metricName,
    sampledRequestsEnabled: false,
  });
  const managed = (name: string, priority: number, counted: string[] = []): CfnWebACL.RuleProperty => ({
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visible(name),
  });
  return new CfnWebACL(stack, 'WebAcl', {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visible('WebAcl'),
    rules: [
      {
        name: 'PerAddress',
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: 10_000, evaluationWindowSec: 300, aggregateKeyType: 'IP' } },
        visibilityConfig: visible('PerAddress'),
      },
      managed('AWSManagedRulesAmazonIpReputationList', 1),
      managed('AWSManagedRulesKnownBadInputsRuleSet', 2),
      // Refuses bodies above 8 KB otherwise, and a list of clients is longer; the API has limits of its own.
      managed('AWSManagedRulesCommonRuleSet', 3, ['SizeRestrictions_BODY']),
    ],
  });
}
