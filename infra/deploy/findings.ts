import type { Caller, DeployedStack, Quota, Raise, Sender, Sending } from './ports.ts';

/** What looking at the account brought: `stop` keeps the deployment from starting. */
export type Finding = { subject: string; state: 'ok' | 'note' | 'stop'; says: string };

export const concurrentExecutions: Quota = { service: 'lambda', code: 'L-B99A9384' };

/** What AWS gives every account that has asked, or has been used for a while. */
export const wantedConcurrency = 1000;

/** A request below what is there, or beside one that is open, is refused by AWS. */
export const wantsRaise = (concurrency: number, open: Raise | undefined): boolean =>
  concurrency < wantedConcurrency && open === undefined;

export const callerFinding = ({ account, arn }: Caller, region: string): Finding => ({
  subject: 'Account',
  state: arn.endsWith(':root') ? 'note' : 'ok',
  says: arn.endsWith(':root')
    ? `${account} in ${region}, as the root user: use a role of your own for daily work`
    : `${account} in ${region}, as ${arn.split(':').at(-1)!}`,
});

export function concurrencyFinding(concurrency: number, open: Raise | undefined): Finding {
  const subject = 'Lambda';
  if (concurrency >= wantedConcurrency)
    return { subject, state: 'ok', says: `${concurrency} functions may run at once` };
  const meaning = `${concurrency} functions may run at once in this account; beyond that, people wait or meet an error`;
  const next = open
    ? `a raise to ${open.to} is asked for (${open.status})`
    : `a raise to ${wantedConcurrency} will be asked for, which is free`;
  return { subject, state: 'note', says: `${meaning}. New accounts begin like that: ${next}` };
}

export function sendingFinding({ production, enabled, standing, perDay, review }: Sending): Finding {
  const subject = 'Mail';
  if (!enabled || standing === 'SHUTDOWN')
    return { subject, state: 'note', says: 'AWS has stopped this account’s mail: see “Account dashboard” in SES' };
  if (standing !== 'HEALTHY')
    return {
      subject,
      state: 'note',
      says: `AWS is reviewing this account’s mail (${standing}): see SES before it stops`,
    };
  if (production) return { subject, state: 'ok', says: `to anybody, ${perDay} a day` };
  const asked = review === undefined ? '' : `; production access was asked for (${review})`;
  return {
    subject,
    state: 'note',
    says: `in the SES sandbox: ${perDay} a day, to verified addresses only. Mail to all others waits in the queue of undelivered mail${asked}`,
  };
}

export function senderFinding(identity: string, sender: Sender | undefined): Finding {
  const subject = 'Sender';
  if (sender?.verified) return { subject, state: 'ok', says: `${identity} is verified` };
  return {
    subject,
    state: 'note',
    says: `${identity} is not verified yet: invitations leave from Cognito’s own address (50 a day), other mail is held`,
  };
}

/** SES takes mail in in some regions only: in those there is a place to send it to. */
export function repliesFinding(region: string, addresses: string[] | undefined): Finding {
  const subject = 'Replies';
  if (addresses === undefined)
    return { subject, state: 'note', says: `DNS could not be asked whether SES takes mail in in ${region}` };
  return addresses.length > 0
    ? { subject, state: 'ok', says: `SES takes mail in in ${region}` }
    : {
        subject,
        state: 'stop',
        says: `SES takes no mail in in ${region}: deploy without the flag repliesAt, or to a region where it does`,
      };
}

/** From this version on, the bootstrap stack has what the toolkit's assemblies ask for. */
const wantedBootstrap = 6;

export const wantsBootstrap = (bootstrap: DeployedStack | undefined): boolean =>
  !(Number(bootstrap?.outputs.BootstrapVersion) >= wantedBootstrap);

export const bootstrapFinding = (bootstrap: DeployedStack | undefined): Finding =>
  wantsBootstrap(bootstrap)
    ? {
        subject: 'Bootstrap',
        state: 'note',
        says: 'CloudFormation has no place for the CDK’s files here yet: “cdk bootstrap” will make it, once per account and region',
      }
    : { subject: 'Bootstrap', state: 'ok', says: `version ${bootstrap!.outputs.BootstrapVersion}` };

export function stackFinding(name: string, stack: DeployedStack | undefined): Finding {
  const subject = 'Stack';
  if (!stack) return { subject, state: 'ok', says: `${name} is not here yet: this is the first deployment` };
  const { status } = stack;
  if (status.endsWith('_IN_PROGRESS'))
    return {
      subject,
      state: 'stop',
      says: `${name} is at work (${status}): wait until it has ended, then deploy again`,
    };
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED' || status === 'DELETE_FAILED')
    return {
      subject,
      state: 'stop',
      says: `${name} is a failed stack (${status}): “npm run destroy”, then deploy again`,
    };
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return {
      subject,
      state: 'stop',
      says: `${name} is stuck half-way back (${status}): “Continue update rollback” in the CloudFormation console first`,
    };
  return { subject, state: 'ok', says: `${name} is there (${status}): this updates it` };
}

const marks: Record<Finding['state'], string> = { ok: 'ok   ', note: 'note ', stop: 'STOP ' };

/** One line each, in columns. */
export function table(findings: Finding[]): string[] {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  return findings.map(({ state, subject, says }) => `  ${marks[state]} ${subject.padEnd(width)}  ${says}`);
}
