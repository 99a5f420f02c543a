import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { completeFlags, keepFlags, missingFlags, readArguments } from '../../../infra/deploy/choices.ts';
import { fakeTerminal } from './fakes.ts';

const enough = { firmName: 'Larkfield & Rowe', administratorMail: 'eleanor@larkfieldrowe.example' };

describe('the command line', () => {
  test('reads flags, profile and region', () => {
    const argv = [
      '-c',
      'firmName=A=B',
      '--context',
      'hardened=true',
      '--profile',
      'acme',
      '--region',
      'eu-west-1',
      '-y',
    ];
    expect(readArguments(argv)).toEqual({
      context: { firmName: 'A=B', hardened: 'true' },
      profile: 'acme',
      region: 'eu-west-1',
      yes: true,
    });
  });
  test('says how a flag is written', () => {
    expect(() => readArguments(['-c', 'firmName'])).toThrow('write -c name=value');
  });
});

describe('completing the flags', () => {
  test('only what is required and not given is missing', () => {
    expect(missingFlags({}).map(({ name }) => name)).toEqual(['firmName', 'administratorMail']);
    expect(missingFlags({ administratorMail: 'wrong' }).map(({ name }) => name)).toEqual(['firmName']);
    expect(missingFlags(enough)).toEqual([]);
  });
  test('asks for what is missing, saying what it is for, until the answer is right', async () => {
    const person = fakeTerminal({ administratorMail: ['eleanor', ' eleanor@larkfieldrowe.example '] });
    const { given, flags } = await completeFlags({ firmName: 'Larkfield & Rowe' }, person.terminal);
    expect(flags).toMatchObject({ ...enough, stackName: 'Firmament' });
    expect(given).toEqual(enough);
    expect(person.said[0]).toContain('administrator');
    expect(person.questions).toHaveLength(2);
  });
  test('names them all where nobody can answer', async () => {
    const pipeline = fakeTerminal();
    await expect(completeFlags({}, pipeline.terminal)).rejects.toThrow(/-c firmName=.*\n.*-c administratorMail=/);
  });
  test('refuses a wrong flag, an unknown one, and the local cloud’s', async () => {
    const { terminal } = fakeTerminal({});
    await expect(completeFlags({ ...enough, currency: 'XXY' }, terminal)).rejects.toThrow('currency');
    await expect(completeFlags({ ...enough, colour: 'red' }, terminal)).rejects.toThrow('colour');
    await expect(completeFlags({ ...enough, local: 'true' }, terminal)).rejects.toThrow('local cloud');
  });
});

describe('keeping the flags', () => {
  let folder: string;
  let project: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firmament-test-'));
    project = join(folder, 'cdk.json');
    await writeFile(project, JSON.stringify({ app: 'node infra/app.ts', context: { firmName: enough.firmName } }));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const kept = async () => (JSON.parse(await readFile(project, 'utf8')) as { context: unknown }).context;

  test('writes them into cdk.json beside what stands there', async () => {
    await keepFlags(project, enough, fakeTerminal({ Keep: 'y' }).terminal);
    expect(JSON.parse(await readFile(project, 'utf8'))).toEqual({ app: 'node infra/app.ts', context: enough });
  });
  test('leaves the file when told so, and where nobody is asked', async () => {
    await keepFlags(project, enough, fakeTerminal({ Keep: '' }).terminal);
    await keepFlags(project, enough, fakeTerminal().terminal);
    expect(await kept()).toEqual({ firmName: enough.firmName });
  });
  test('does not ask when all stand there', async () => {
    const person = fakeTerminal({});
    await keepFlags(project, { firmName: enough.firmName }, person.terminal);
    expect(person.questions).toEqual([]);
  });
});
