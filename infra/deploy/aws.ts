import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import type { Template } from '../app.ts';
import type { Account, DeployedStack, Quota, Raise } from './ports.ts';
import { call } from './sdk.ts';
import { mailOf } from './aws-mail.ts';
import { siteOf } from './aws-site.ts';

/** The account through the AWS SDK, with the credentials and the profile of the environment. */
export function awsAccount(region: string): Account {
  const lambda = new LambdaClient({ region });
  const dynamo = new DynamoDBClient({ region });
  const cloudFormation = (command: string, input: object, where = region) =>
    call('cloudformation', command, input, where);
  return {
    region,
    ...mailOf(region),
    ...siteOf(region),
    async whoAmI() {
      const { Account: account, Arn: arn } = Identity.parse(await call('sts', 'GetCallerIdentity', {}, region));
      return { account, arn };
    },
    async concurrency() {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
      return AccountLimit?.ConcurrentExecutions ?? 0;
    },
    openRaise: (quota) => openRaise(quota, region),
    async raise({ service, code }, to) {
      const input = { ServiceCode: service, QuotaCode: code, DesiredValue: to };
      await call('service-quotas', 'RequestServiceQuotaIncrease', input, region);
    },
    async stack(name, where) {
      const found = await cloudFormation('DescribeStacks', { StackName: name }, where).catch(noneIfMissing);
      return found === undefined ? undefined : deployed(Stacks.parse(found));
    },
    async template(stack) {
      const input = { StackName: stack, TemplateStage: 'Original' };
      const { TemplateBody } = Body.parse(await cloudFormation('GetTemplate', input));
      return JSON.parse(TemplateBody) as Template;
    },
    async resources(stack) {
      const all: Record<string, string> = {};
      let NextToken: string | undefined;
      do {
        const page = Resources.parse(await cloudFormation('ListStackResources', { StackName: stack, NextToken }));
        for (const each of page.StackResourceSummaries)
          if (each.PhysicalResourceId !== undefined) all[each.LogicalResourceId] = each.PhysicalResourceId;
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return all;
    },
    async tableBytes(name) {
      const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: name }));
      return Table?.TableSizeBytes ?? 0;
    },
    async protect(stack, on) {
      await cloudFormation('UpdateTerminationProtection', { StackName: stack, EnableTerminationProtection: on });
    },
    async deleteStack(stack, where) {
      await cloudFormation('DeleteStack', { StackName: stack }, where);
    },
  };
}

const Identity = z.object({ Account: z.string(), Arn: z.string() });
const Body = z.object({ TemplateBody: z.string() });
const Resources = z.object({
  StackResourceSummaries: z.array(
    z.object({ LogicalResourceId: z.string(), PhysicalResourceId: z.string().optional() }),
  ),
  NextToken: z.string().optional(),
});
const Stacks = z.object({
  Stacks: z.array(
    z.object({
      StackStatus: z.string(),
      StackStatusReason: z.string().optional(),
      Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })).default([]),
    }),
  ),
});
const Requests = z.object({
  RequestedQuotas: z.array(z.object({ Status: z.string(), DesiredValue: z.number() })).default([]),
});

function deployed({ Stacks: [stack] }: z.infer<typeof Stacks>): DeployedStack | undefined {
  if (!stack || stack.StackStatus === 'DELETE_COMPLETE') return undefined;
  const outputs = Object.fromEntries(stack.Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  return { status: stack.StackStatus, reason: stack.StackStatusReason, outputs };
}

async function openRaise({ service, code }: Quota, region: string): Promise<Raise | undefined> {
  const input = { ServiceCode: service, QuotaCode: code };
  const answer = await call('service-quotas', 'ListRequestedServiceQuotaChangeHistoryByQuota', input, region);
  const open = Requests.parse(answer).RequestedQuotas.find(({ Status }) => /^(PENDING|CASE_OPENED)$/.test(Status));
  return open && { to: open.DesiredValue, status: open.Status };
}

/** CloudFormation has no error of its own for a stack that is not there. */
function noneIfMissing(error: unknown): undefined {
  if (error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist')) return;
  throw error;
}
