import type { Template } from '../app.ts';

/** What deploying and destroying need from the firm's AWS account: small enough to be faked in a test. */
export type Account = {
  region: string;
  whoAmI: () => Promise<Caller>;
  /** How many functions may run at once in the account and region. */
  concurrency: () => Promise<number>;
  /** A raise of a quota that AWS has not decided on yet. */
  openRaise: (quota: Quota) => Promise<Raise | undefined>;
  raise: (quota: Quota, to: number) => Promise<void>;
  sending: () => Promise<Sending>;
  askForProduction: (request: ProductionRequest) => Promise<void>;
  /** A domain or an address that mail may come from; nothing when SES does not know it. */
  sender: (identity: string) => Promise<Sender | undefined>;
  /** SES mails the address a link to click. */
  verifyAddress: (address: string) => Promise<void>;
  sendTest: (from: string, to: string) => Promise<void>;
  /** In the account's region, or in another one. */
  stack: (name: string, region?: string) => Promise<DeployedStack | undefined>;
  template: (stack: string) => Promise<Template>;
  /** Physical ids by logical id. */
  resources: (stack: string) => Promise<Record<string, string>>;
  tableBytes: (table: string) => Promise<number>;
  protect: (stack: string, on: boolean) => Promise<void>;
  deleteStack: (stack: string, region?: string) => Promise<void>;
  put: (bucket: string, object: SiteObject) => Promise<void>;
  /** Deletes all objects of a bucket without versions. */
  empty: (bucket: string) => Promise<void>;
};

export type SiteObject = { key: string; body: Buffer; contentType: string; cacheControl: string };

export type Caller = { account: string; arn: string };

export type Quota = { service: string; code: string };

export type Raise = { to: number; status: string };

export type Sending = {
  /** Out of the sandbox: mail to anybody. */
  production: boolean;
  enabled: boolean;
  /** HEALTHY, PROBATION or SHUTDOWN. */
  standing: string;
  perDay: number;
  /** Where AWS stands with the request for production access: PENDING, GRANTED, DENIED, FAILED. */
  review?: string;
};

export type ProductionRequest = { website: string; useCase: string; contact: string };

export type Sender = {
  verified: boolean;
  /** Empty for an address. */
  dkimTokens: string[];
  dkimZone?: string;
  mailFrom?: string;
};

export type DeployedStack = { status: string; reason?: string; outputs: Record<string, string> };

/** The person at the keyboard. */
export type Terminal = {
  /** False in a pipeline: nothing can be asked. */
  interactive: boolean;
  say: (...lines: string[]) => void;
  ask: (question: string) => Promise<string>;
};

/** The pinned CDK command line; rejects when it fails. */
export type Toolkit = (args: string[]) => Promise<void>;

/** Public DNS; an absent name is an empty list. */
export type Dns = Record<'A' | 'CNAME' | 'MX' | 'TXT', (name: string) => Promise<string[]>>;

export const confirm = async ({ ask }: Terminal, question: string): Promise<boolean> =>
  /^y(es)?$/i.test((await ask(`${question} [y/N] `)).trim());
