import { ArnFormat, Duration, type Stack } from 'aws-cdk-lib/core';
import { Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

export const mailPrefix = 'mail/';

type Receiving = {
  /** The domain that replies come to. */
  repliesAt: string;
  name: string;
  bucket: IBucket;
  inbound: IFunction;
  undelivered: Queue;
};

/**
 * Replies by mail: SES looks at them, puts them beside the uploads that nobody has looked at, and tells of them. An account
 * has one active set of rules: `npm run deploy` says how this one becomes it.
 */
export function receiving(
  stack: Stack,
  { repliesAt, name, bucket, inbound, undelivered }: Receiving,
): CfnReceiptRuleSet {
  const ruleSetName = `${name}-replies`;
  const set = new CfnReceiptRuleSet(stack, 'Replies', { ruleSetName });
  const ofRules = stack.formatArn({
    service: 'ses',
    resource: 'receipt-rule-set',
    resourceName: `${ruleSetName}:receipt-rule/ToQuarantine`,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  const allowed = bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'MailThatComesIn',
      principals: [new ServicePrincipal('ses.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${mailPrefix}*`)],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': ofRules } },
    }),
  );
  const rule = new CfnReceiptRule(stack, 'ToQuarantine', {
    ruleSetName: set.ref,
    rule: {
      name: 'ToQuarantine',
      enabled: true,
      scanEnabled: true,
      recipients: [repliesAt],
      actions: [{ s3Action: { bucketName: bucket.bucketName, objectKeyPrefix: mailPrefix } }],
    },
  });
  if (allowed.policyDependable) rule.node.addDependency(allowed.policyDependable);
  new Rule(stack, 'ToInbound', {
    description: 'Mail that came in, to what brings it into its conversation',
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: mailPrefix }] } },
    },
    targets: [
      new LambdaFunction(inbound, {
        event: RuleTargetInput.fromEventPath('$.detail.object'),
        deadLetterQueue: undelivered,
        retryAttempts: 20,
        maxEventAge: Duration.hours(20),
      }),
    ],
  });
  return set;
}
