import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Template } from '../../../infra/app.ts';
import { deploy } from '../../../infra/deploy/deploy.ts';
import { indexesOf } from '../../../infra/deploy/index-steps.ts';
import { fakeAccount, fakeDns, fakeTerminal, templateOf } from './fakes.ts';

const flags = { firmName: 'Larkfield & Rowe', administratorMail: 'eleanor@larkfieldrowe.example' };
const address = flags.administratorMail;
const proven = { [address]: { verified: true, dkimTokens: [] } };
const running = { status: 'UPDATE_COMPLETE', outputs: { ApiUrl: 'https://api.example' } };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firmament-test-'));
  await writeFile(join(folder, 'cdk.json'), JSON.stringify({ app: 'node infra/app.ts', context: flags }));
});
afterEach(() => rm(folder, { recursive: true }));

/** Stands in for the toolkit: `synth` writes an app with the template, `deploy` remembers what it was given. */
function fakeToolkit(template: Template) {
  const calls: string[][] = [];
  const deployed: { indexes: string; code: unknown; hash: string; consistent: boolean }[] = [];
  const toolkit = async (args: string[]) => {
    calls.push(args);
    const app = args[args.indexOf(args[0] === 'synth' ? '--output' : '--app') + 1]!;
    if (args[0] === 'synth') await writeApp(app, template);
    if (args[0] === 'deploy' && args[1] === 'Firmament') deployed.push(await readApp(app));
  };
  return { toolkit, calls, deployed };
}

async function writeApp(app: string, template: Template) {
  await mkdir(app, { recursive: true });
  const text = JSON.stringify(template);
  const hash = createHash('sha256').update(text).digest('hex');
  const assets = {
    files: {
      [hash]: { source: { path: 'Firmament.template.json' }, destinations: { here: { objectKey: `${hash}.json` } } },
    },
  };
  await writeFile(join(app, 'Firmament.template.json'), text);
  await writeFile(join(app, 'Firmament.assets.json'), JSON.stringify(assets));
  await writeFile(join(app, 'manifest.json'), JSON.stringify({ url: `s3://assets/${hash}.json` }));
}

async function readApp(app: string) {
  const text = await readFile(join(app, 'Firmament.template.json'), 'utf8');
  const template = JSON.parse(text) as Template;
  const hash = createHash('sha256').update(text).digest('hex');
  const others = await Promise.all(
    ['Firmament.assets.json', 'manifest.json'].map((name) => readFile(join(app, name), 'utf8')),
  );
  const indexes = indexesOf(template).map(({ IndexName }) => IndexName);
  return {
    indexes: indexes.join(' '),
    code: template.Resources.Api?.Properties?.Code,
    hash,
    consistent: others.every((other) => other.includes(`${hash}.json`)),
  };
}

function world(
  account: ReturnType<typeof fakeAccount>,
  person: ReturnType<typeof fakeTerminal>,
  template = templateOf('byClient'),
) {
  const cdk = fakeToolkit(template);
  const files = { project: join(folder, 'cdk.json'), assembly: join(folder, 'cdk.out') };
  return {
    ...cdk,
    world: {
      account: account.account,
      terminal: person.terminal,
      toolkit: cdk.toolkit,
      dns: fakeDns(),
      ...files,
      dist: join(folder, 'dist'),
      build: () => Promise.resolve(cdk.calls.push(['build'])),
    },
  };
}

describe('the first deployment into a new account', () => {
  const fresh = () =>
    fakeAccount({
      concurrency: 10,
      sending: { production: false, enabled: true, standing: 'HEALTHY', perDay: 200 },
      stacks: {},
    });

  test('asks for more functions at once, bootstraps, deploys at one go', async () => {
    const account = fresh();
    const person = fakeTerminal({
      'Deploy Firmament for Larkfield & Rowe?': 'y',
      'Have SES': 'y',
      'Ask AWS for production': 'n',
    });
    const { world: all, calls } = world(account, person);
    expect(await deploy(all, { context: {}, yes: false })).toBe(true);
    expect(calls.map(([command]) => command)).toEqual(['bootstrap', 'build', 'synth', 'deploy']);
    expect(calls[0]).toContain('aws://111122223333/us-east-1');
    expect(calls[2]).toEqual(expect.arrayContaining(['-c', 'firmName=Larkfield & Rowe']));
    expect(calls[3]).toEqual(expect.arrayContaining(['--require-approval', 'broadening']));
    expect(account.asked).toEqual(['raise lambda L-B99A9384 to 1000', `verify ${address}`]);
    expect(person.text()).toContain('in the SES sandbox: 200 a day');
  });
  test('asks AWS for production access only after the request was shown and agreed to', async () => {
    const account = fresh();
    const answers = {
      Deploy: 'y',
      'Have SES': 'n',
      'Ask AWS for production': 'y',
      Website: 'https://larkfieldrowe.example',
      'Send this request': 'y',
    };
    const person = fakeTerminal(answers);
    await deploy(world(account, person).world, { context: {}, yes: false });
    expect(account.asked).toContain('production access for https://larkfieldrowe.example');
    expect(person.text()).toContain('Use: Larkfield & Rowe is a professional firm');

    const unwilling = fresh();
    await deploy(world(unwilling, fakeTerminal({ ...answers, 'Send this request': 'n' })).world, {
      context: {},
      yes: false,
    });
    expect(unwilling.asked.filter((what) => what.startsWith('production'))).toEqual([]);
  });
  test('in a pipeline, --yes agrees to deploying but never to a request in the firm’s name', async () => {
    const account = fresh();
    const pipeline = fakeTerminal();
    const { world: all, calls } = world(account, pipeline);
    expect(await deploy(all, { context: {}, yes: true })).toBe(true);
    expect(calls.at(-1)).toEqual(expect.arrayContaining(['--require-approval', 'never']));
    expect(account.asked).toEqual(['raise lambda L-B99A9384 to 1000']);
    expect(pipeline.text()).toContain('Request production access');
  });
  test('in a pipeline without --yes nothing happens', async () => {
    const { world: all, calls } = world(fresh(), fakeTerminal());
    await expect(deploy(all, { context: {}, yes: false })).rejects.toThrow('--yes');
    expect(calls).toEqual([]);
  });
  test('a refused raise is told, and does not keep the firm from its deployment', async () => {
    const account = fresh();
    account.account.raise = () => Promise.reject(new Error('quota exceeded'));
    const person = fakeTerminal({ Deploy: 'y', Have: 'n', Ask: 'n' });
    expect(await deploy(world(account, person).world, { context: {}, yes: false })).toBe(true);
    expect(person.text()).toContain('quota exceeded');
  });
});

describe('a later deployment', () => {
  const there = (template: Template) => {
    const account = fakeAccount({ senders: proven, templates: { Firmament: template } });
    account.now.stacks.Firmament = running;
    return account;
  };

  test('with the same indexes is one update, prints the outputs and offers a test mail', async () => {
    const account = there(templateOf('byClient'));
    const person = fakeTerminal({ Deploy: 'y', 'Send a test mail': 'y' });
    const { world: all, calls } = world(account, person);
    await deploy(all, { context: {}, yes: false });
    expect(calls.map(([command]) => command)).toEqual(['build', 'synth', 'deploy']);
    expect(person.text()).toContain('ApiUrl: https://api.example');
    expect(account.asked).toEqual([`test mail from ${address} to ${address}`]);
  });
  test('with two more indexes and one less steps through, old code first, each template under its own hash', async () => {
    const before = templateOf('byClient', 'byOld');
    before.Resources.Api = { Type: 'AWS::Lambda::Function', Properties: { Code: 'old' } };
    const after = templateOf('byClient', 'byDue', 'byJob');
    after.Resources.Api = { Type: 'AWS::Lambda::Function', Properties: { Code: 'new' } };
    const person = fakeTerminal({ Deploy: 'y', 'Send a test mail': 'n' });
    const { world: all, deployed } = world(there(before), person, after);
    await deploy(all, { context: {}, yes: false });
    expect(deployed.map(({ code, indexes }) => `${String(code)}: ${indexes}`)).toEqual([
      'old: byClient byOld byDue',
      'old: byClient byOld byDue byJob',
      'new: byClient byOld byDue byJob',
      'new: byClient byDue byJob',
    ]);
    expect(new Set(deployed.map(({ hash }) => hash)).size).toBe(4);
    expect(deployed.every(({ consistent }) => consistent)).toBe(true);
  });
  test('waits for one that is at work', async () => {
    const account = there(templateOf('byClient'));
    account.now.stacks.Firmament = { ...running, status: 'UPDATE_IN_PROGRESS' };
    const person = fakeTerminal({});
    const { world: all, calls } = world(account, person);
    expect(await deploy(all, { context: {}, yes: true })).toBe(false);
    expect(calls).toEqual([]);
    expect(person.text()).toContain('STOP  Stack');
  });
  test('“no” deploys nothing', async () => {
    const { world: all, calls } = world(there(templateOf('byClient')), fakeTerminal({ Deploy: 'no' }));
    expect(await deploy(all, { context: {}, yes: false })).toBe(false);
    expect(calls).toEqual([]);
  });
  test('an update that fails stops the ones after it and leaves no files behind', async () => {
    const { world: all, calls } = world(
      there(templateOf('byClient')),
      fakeTerminal({ Deploy: 'y' }),
      templateOf('byClient', 'byDue', 'byJob'),
    );
    const apps: string[] = [];
    all.toolkit = async (args) => {
      calls.push(args);
      if (args[0] === 'synth')
        return writeApp(args[args.indexOf('--output') + 1]!, templateOf('byClient', 'byDue', 'byJob'));
      apps.push(args[args.indexOf('--app') + 1]!);
      throw new Error('“cdk deploy” has failed');
    };
    await expect(deploy(all, { context: {}, yes: false })).rejects.toThrow('cdk deploy');
    expect(apps).toHaveLength(1);
    await expect(readFile(join(apps[0]!, 'manifest.json'))).rejects.toThrow('ENOENT');
  });
  test('shows the DNS records that a domain still needs', async () => {
    const account = there(templateOf('byClient'));
    account.now.senders['larkfieldrowe.example'] = { verified: false, dkimTokens: ['aaa'] };
    const person = fakeTerminal({ Deploy: 'y', Keep: 'n' });
    await deploy(world(account, person).world, { context: { domain: 'larkfieldrowe.example' }, yes: false });
    expect(person.said).toContain('  CNAME aaa._domainkey.larkfieldrowe.example');
    expect(account.asked).toEqual([]);
  });
  const taking = { domain: 'larkfieldrowe.example', repliesAt: 'reply.larkfieldrowe.example' };
  test('does not begin where replies are to be taken in a region that takes no mail in', async () => {
    const { world: all, calls } = world(there(templateOf('byClient')), fakeTerminal({ Deploy: 'y', Keep: 'n' }));
    expect(await deploy(all, { context: taking, yes: false })).toBe(false);
    expect(calls).toEqual([]);
  });
  test('shows the record for replies, and how their rules are turned on', async () => {
    const account = there(templateOf('byClient'));
    account.now.senders['larkfieldrowe.example'] = { verified: true, dkimTokens: [] };
    const person = fakeTerminal({ Deploy: 'y', Keep: 'n', Send: 'n' });
    const { world: all } = world(account, person);
    const place = `inbound-smtp.${account.account.region}.amazonaws.com`;
    all.dns.A = async (name) => (name === place ? ['192.0.2.1'] : []);
    expect(await deploy(all, { context: taking, yes: false })).toBe(true);
    expect(person.said).toContain('  MX    reply.larkfieldrowe.example');
    expect(person.said).toContain(`        10 ${place}`);
    expect(person.text()).toContain('set-active-receipt-rule-set --rule-set-name Firmament-replies');
  });
  test('shows them all where DNS cannot be asked', async () => {
    const account = there(templateOf('byClient'));
    account.now.senders['larkfieldrowe.example'] = { verified: false, dkimTokens: ['aaa'] };
    const person = fakeTerminal({ Deploy: 'y', Keep: 'n' });
    const { world: all } = world(account, person);
    all.dns.TXT = () => Promise.reject(new Error('queryTxt ETIMEOUT'));
    expect(await deploy(all, { context: { domain: 'larkfieldrowe.example' }, yes: false })).toBe(true);
    expect(person.text()).toContain('DNS could not be asked (queryTxt ETIMEOUT)');
    expect(person.said).toContain('  TXT   _dmarc.larkfieldrowe.example');
  });
});

describe('the site', () => {
  const outputs = { SiteBucket: 'site', SiteUrl: 'https://d1.example', UserPoolId: 'p', ConsoleClientId: 'c' };
  const there = () => {
    const account = fakeAccount({ senders: proven, templates: { Firmament: templateOf('byClient') } });
    account.now.stacks.Firmament = { ...running, outputs };
    return account;
  };
  const file = async (path: string) => {
    await mkdir(join(folder, 'dist', path, '..'), { recursive: true });
    await writeFile(join(folder, 'dist', path), path);
  };

  test('is uploaded after the stack stands: what pages refer to first, then where Cognito is, then the pages', async () => {
    for (const path of ['console/index.html', 'console/assets/app-1a2b.js', 'console/favicon.svg', 'console/.made-of'])
      await file(path);
    for (const path of ['portal/index.html', 'portal/assets/app-3c4d.css']) await file(path);
    const account = there();
    const person = fakeTerminal({ Deploy: 'y', 'Send a test mail': 'n' });
    await deploy(world(account, person).world, { context: {}, yes: false });
    const keys = account.put.map(({ key }) => key);
    expect(keys.slice(0, 3).toSorted()).toEqual(['assets/app-1a2b.js', 'favicon.svg', 'portal/assets/app-3c4d.css']);
    expect(keys[3]).toBe('config.json');
    expect(keys.slice(4).toSorted()).toEqual(['index.html', 'portal/index.html']);
    expect(account.asked.every((what) => what.startsWith('put site/'))).toBe(true);
    expect(person.text()).toContain('https://d1.example');
  });
  test('has types that browsers believe, hashed files kept for a year and the rest asked for again', async () => {
    for (const path of ['console/index.html', 'console/assets/app-1a2b.js', 'console/assets/inter-5e.woff2'])
      await file(path);
    const account = there();
    await deploy(world(account, fakeTerminal()).world, { context: {}, yes: true });
    const of = Object.fromEntries(account.put.map((one) => [one.key, one]));
    const year = 'public, max-age=31536000, immutable';
    expect(of['assets/app-1a2b.js']).toMatchObject({
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: year,
    });
    expect(of['assets/inter-5e.woff2']).toMatchObject({ contentType: 'font/woff2', cacheControl: year });
    expect(of['index.html']).toMatchObject({ contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache' });
    expect(of['config.json']).toMatchObject({
      contentType: 'application/json; charset=utf-8',
      cacheControl: 'no-cache',
    });
    expect(JSON.parse(of['config.json']!.body.toString())).toEqual({
      region: 'us-east-1',
      userPoolId: 'p',
      clientId: 'c',
    });
  });
  test('that does not build keeps everything as it is', async () => {
    const { world: all, calls } = world(there(), fakeTerminal());
    all.build = () => Promise.reject(new Error('web/console does not build'));
    await expect(deploy(all, { context: {}, yes: true })).rejects.toThrow('does not build');
    expect(calls).toEqual([]);
  });
  test('where none is built, the deployment says so', async () => {
    const account = there();
    const person = fakeTerminal();
    await deploy(world(account, person).world, { context: {}, yes: true });
    expect(person.text()).toContain('No site is built');
    expect(account.put).toEqual([]);
  });
});

describe('the web ACL of a hardened deployment', () => {
  const arn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/WebAcl/1';
  const hardened = (region: string) => {
    const account = fakeAccount({ senders: proven });
    account.now.stacks['Firmament-edge in us-east-1'] = { status: 'CREATE_COMPLETE', outputs: { WebAclArn: arn } };
    account.account.region = region;
    return world(account, fakeTerminal());
  };
  const deployedWith = async (region: string, context = {}) => {
    const { world: all, calls } = hardened(region);
    await deploy(all, { context: { hardened: 'true', ...context }, yes: true });
    return calls.filter(([command]) => command !== 'build');
  };

  test('stands in a stack beside, deployed first, where the stack is in another region than CloudFront’s', async () => {
    const [first, synth] = await deployedWith('eu-central-1');
    expect(first!.slice(0, 2)).toEqual(['deploy', 'Firmament-edge']);
    expect(first).toEqual(expect.arrayContaining(['-c', 'stackName=Firmament']));
    expect(synth).toEqual(expect.arrayContaining(['-c', `webAcl=${arn}`]));
  });
  test('needs no stack of its own in us-east-1, nor where the firm brings one', async () => {
    for (const calls of [await deployedWith('us-east-1'), await deployedWith('eu-central-1', { webAcl: arn })])
      expect(calls.map(([command, name]) => `${command} ${name}`)).toEqual(['synth --quiet', 'deploy Firmament']);
  });
});
