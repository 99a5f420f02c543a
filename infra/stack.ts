import {
  type App,
  CfnOutput,
  CustomResource,
  Duration,
  type Environment,
  RemovalPolicy,
  Stack,
  Tags,
} from 'aws-cdk-lib/core';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Bundle } from './bundle.ts';
import { data } from './data.ts';
import { edge } from './edge.ts';
import { channels, events, uploads } from './events.ts';
import type { Flags } from './flags.ts';
import { type Functions, functions, machines } from './functions.ts';
import { gateway } from './gateway.ts';
import { identity } from './identity.ts';
import { mail } from './mail.ts';
import { monitoring } from './monitoring.ts';
import { receiving } from './receiving.ts';
import { schedules } from './schedules.ts';
import { refuseOldSignatures, refuseToWriteOver } from './signed-requests.ts';
import { website } from './website.ts';
import { batchMachine } from './workflows/batch.ts';
import { documentIntakeMachine } from './workflows/document-intake.ts';
import { jobMachine } from './workflows/job.ts';
import { recurringWorkMachine } from './workflows/recurring-work.ts';
import { sealMachine } from './workflows/seal.ts';

/** One firm's deployment. It only composes: each file beside this one holds what it makes. */
export class Firmament extends Stack {
  constructor(app: App, flags: Flags, bundle: Bundle, env: Environment) {
    super(app, flags.stackName, {
      env,
      description: 'Firmament: practice management, in the firm’s own account',
      terminationProtection: true,
      analyticsReporting: false,
    });
    const stored = data(this, flags);
    const staff = identity(this, flags);
    const post = mail(this, flags);
    const between = channels(this);
    const front = edge(this, flags);
    const named = machines(this, flags);
    const means = {
      data: stored,
      pool: staff.pool,
      mail: post,
      edge: front,
      batchMachine: named.batch.arn,
      jobMachine: named.job.arn,
      jobExecutions: named.job.executions,
      intakeMachine: named.intake.arn,
      repliesAt: flags.repliesAt,
      ...between,
    };
    const code = functions(this, flags, bundle, means);
    for (const bucket of [stored.quarantine, stored.vault]) refuseOldSignatures(bucket);
    refuseToWriteOver(stored.quarantine, code.intake.role!);
    const wiring = events(this, stored, code, between);
    // The name AWS asks for: other log groups of state machines use up the account's policy for log delivery.
    const logs = (id: string, name: string) =>
      new LogGroup(this, id, {
        logGroupName: `/aws/vendedlogs/states/${name}`,
        retention: flags.hardened ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    const { workflow } = code;
    const { name } = named.seal;
    const seal = sealMachine(this, 'Seal', { workflow, name, logGroup: logs('SealLogs', name) });
    const batch = batchMachine(this, 'Batch', {
      workflow,
      name: named.batch.name,
      logGroup: logs('BatchLogs', named.batch.name),
    });
    const recurring = recurringWorkMachine(this, 'RecurringWork', {
      workflow,
      name: named.recurring.name,
      logGroup: logs('RecurringWorkLogs', named.recurring.name),
    });
    const job = jobMachine(this, 'Job', {
      workflow,
      name: named.job.name,
      arn: named.job.arn,
      logGroup: logs('JobLogs', named.job.name),
    });
    const intake = documentIntakeMachine(this, 'DocumentIntake', {
      workflow: code.intake,
      name: named.intake.name,
      logGroup: logs('DocumentIntakeLogs', named.intake.name),
    });
    const toIntake = uploads(this, stored, { intake, undelivered: between.unreacted });
    if (flags.repliesAt !== undefined && code.inbound)
      receiving(this, {
        repliesAt: flags.repliesAt,
        name: flags.stackName,
        bucket: stored.quarantine,
        inbound: code.inbound,
        undelivered: between.unreacted,
      });
    schedules(this, { seal, recurring, workflow, intake: code.intake });
    const api = gateway(this, flags, code, staff);
    const site = website(this, flags, {
      api,
      logs: stored.logs,
      files: [stored.quarantine, stored.vault],
      edge: front,
    });
    // Where links in mail lead, and where a letter's file is verified: known only now, after the site.
    for (const one of [code.delivery, code.renderer])
      one.addEnvironment('SITE', `https://${site.distribution.distributionDomainName}`);
    const alarms = monitoring(this, flags, {
      functions: code,
      api,
      wiring,
      unreacted: between.unreacted,
      seal,
      batch,
      recurring,
      job,
      intake,
    });
    setUp(this, flags, code, [...wiring.all, toIntake]);

    Tags.of(this).add('Application', 'Firmament');
    Tags.of(this).add('Firm', tagValue(flags.firmName));
    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('SiteUrl', `https://${site.distribution.distributionDomainName}`);
    output('SiteBucket', site.bucket.bucketName);
    output('DistributionId', site.distribution.distributionId);
    output('ApiUrl', api.apiEndpoint);
    output('UserPoolId', staff.pool.userPoolId);
    output('ConsoleClientId', staff.console.userPoolClientId);
    output('TableName', stored.table.tableName);
    output('SealBucket', stored.seals.bucketName);
    output('BusName', between.bus.eventBusName);
    output('AlarmTopic', alarms.topicArn);
  }
}

/** The firm and its first administrator. After the wiring, or nobody would hear the event that sends the invitation. */
function setUp(stack: Stack, flags: Flags, { setup }: Functions, before: readonly Construct[]): void {
  new CustomResource(stack, 'FirstAdministrator', {
    resourceType: 'Custom::Setup',
    serviceToken: setup.functionArn,
    serviceTimeout: Duration.minutes(5),
    properties: {
      firmName: flags.firmName,
      administratorMail: flags.administratorMail,
      timeZone: flags.timeZone,
      currency: flags.currency,
      profession: flags.profession,
    },
  }).node.addDependency(setup, ...before);
}

/** AWS refuses a tag with other characters than these, and firms are called “Smith & Sons, LLP”. */
const tagValue = (text: string) =>
  text
    .replaceAll(/[^\p{L}\p{N} _.:/=+\-@]+/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
