import type { Template } from '../../../infra/app.ts';
import type {
  Account,
  DeployedStack,
  Dns,
  Sender,
  Sending,
  SiteObject,
  Terminal,
} from '../../../infra/deploy/ports.ts';

type State = {
  arn: string;
  concurrency: number;
  open?: { to: number; status: string };
  sending: Sending;
  senders: Record<string, Sender>;
  stacks: Record<string, DeployedStack>;
  templates: Record<string, Template>;
  resources: Record<string, string>;
};

/** An account in memory: a well-used one unless told otherwise. `asked` is what was changed, in order. */
export function fakeAccount(state: Partial<State> = {}) {
  const asked: string[] = [];
  const put: SiteObject[] = [];
  const now: State = {
    arn: 'arn:aws:sts::111122223333:assumed-role/admin/eleanor',
    concurrency: 1000,
    sending: { production: true, enabled: true, standing: 'HEALTHY', perDay: 50_000 },
    senders: {},
    stacks: { CDKToolkit: { status: 'CREATE_COMPLETE', outputs: { BootstrapVersion: '28' } } },
    templates: {},
    resources: {},
    ...state,
  };
  const did = (what: string) => {
    asked.push(what);
    return Promise.resolve();
  };
  const account: Account = {
    region: 'us-east-1',
    whoAmI: () => Promise.resolve({ account: '111122223333', arn: now.arn }),
    concurrency: () => Promise.resolve(now.concurrency),
    openRaise: () => Promise.resolve(now.open),
    raise: ({ service, code }, to) => did(`raise ${service} ${code} to ${to}`),
    sending: () => Promise.resolve(now.sending),
    askForProduction: ({ website }) => did(`production access for ${website}`),
    sender: (identity) => Promise.resolve(now.senders[identity]),
    verifyAddress: (address) => did(`verify ${address}`),
    sendTest: (from, to) => did(`test mail from ${from} to ${to}`),
    stack: (name, region) => Promise.resolve(now.stacks[region === undefined ? name : `${name} in ${region}`]),
    template: (name) => Promise.resolve(now.templates[name]!),
    resources: () => Promise.resolve(now.resources),
    tableBytes: () => Promise.resolve(2_340_000_000),
    protect: (name, on) => did(`${on ? 'protect' : 'unprotect'} ${name}`),
    deleteStack: (name, region) => did(`delete ${name}${region === undefined ? '' : ` in ${region}`}`),
    put: (bucket, object) => {
      put.push(object);
      return did(`put ${bucket}/${object.key}`);
    },
    empty: (bucket) => did(`empty ${bucket}`),
  };
  return { account, asked, put, now };
}

/** Answers by the first words of the question; a question nobody foresaw fails the test. No answers: nobody is there. */
export function fakeTerminal(answers?: Record<string, string | string[]>) {
  const said: string[] = [];
  const questions: string[] = [];
  const terminal: Terminal = {
    interactive: answers !== undefined,
    say: (...lines) => void said.push(...lines),
    ask: (question) => {
      questions.push(question);
      const key = Object.keys(answers ?? {}).find((start) => question.startsWith(start));
      if (key === undefined) return Promise.reject(new Error(`Nobody answers “${question}”`));
      const answer = answers![key]!;
      return Promise.resolve(typeof answer === 'string' ? answer : answer.shift()!);
    },
  };
  return { terminal, said, questions, text: () => said.join('\n') };
}

/** DNS with the records given, each as `TYPE name`. */
export function fakeDns(records: Record<string, string[]> = {}): Dns {
  const of = (type: string) => (name: string) => Promise.resolve(records[`${type} ${name}`] ?? []);
  return { A: of('A'), CNAME: of('CNAME'), MX: of('MX'), TXT: of('TXT') };
}

/** A stack's template with a table of these indexes, each by its own two attributes. */
export function templateOf(...names: string[]): Template {
  const attributes = ['pk', 'sk', ...names.flatMap((name) => [`${name}Pk`, `${name}Sk`])];
  return {
    Resources: {
      TableCD117FA1: {
        Type: 'AWS::DynamoDB::GlobalTable',
        DeletionPolicy: 'Retain',
        Properties: {
          AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          GlobalSecondaryIndexes: names.map((name) => ({
            IndexName: name,
            KeySchema: [
              { AttributeName: `${name}Pk`, KeyType: 'HASH' },
              { AttributeName: `${name}Sk`, KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          })),
          Replicas: [{ Region: 'us-east-1', GlobalSecondaryIndexes: names.map((IndexName) => ({ IndexName })) }],
        },
      },
    },
    Outputs: {},
  };
}
