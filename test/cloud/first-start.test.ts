import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Answer,
  inCloud,
  newDirectory,
  type Running,
  spawnLocal,
  startLocal,
  tidy,
  whyNoDatabase,
} from './running.ts';
import { counts, numbersOf, reader } from './reading.ts';
import { signIn } from './sign-in.ts';

const directory = newDirectory();
let cloud: Running;
let admin: string;

/** The power fails while the demo firm is loaded. */
async function interruptedFirstStart(): Promise<void> {
  const child = spawnLocal(directory);
  const log = join(directory, 'log.jsonl');
  const added = () => (existsSync(log) ? readFileSync(log, 'utf8').split('"route":"POST /v1/clients/').length : 0);
  while (added() < 20 && child.exitCode === null) await pause(10);
  child.kill('SIGKILL');
}

const every = (path: string, token: string) => reader(cloud, token).every(path);
const clientOf = (number: string) => reader(cloud, admin).clientOf(number);
const peopleOf = (number: string) => reader(cloud, admin).peopleOf(number);
const mailsTo = async (address: string): Promise<Answer[]> =>
  (await cloud.call('GET', `/local/mail.json?to=${encodeURIComponent(address)}`)).body.items;
const temporaryPassword = (mail: Answer): string => {
  const [, password = ''] = /<strong>([^<]+)<\/strong>/.exec(mail.html) ?? [];
  return password.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
};

beforeAll(async () => {
  if (whyNoDatabase) return;
  await interruptedFirstStart();
  cloud = await startLocal(directory);
  admin = await cloud.token();
});
afterAll(() => tidy(directory, cloud));

inCloud('the first start, taken up again after it was killed', () => {
  test('invites the administrator, whose temporary password leads to a token', async () => {
    const [mail, ...more] = await mailsTo('eleanor@larkfieldrowe.example');
    expect(more).toEqual([]);
    expect(mail.subject).toBe('Your invitation to Larkfield & Rowe, CPAs');
    const { challenge, tokens } = await signIn(
      cloud,
      'eleanor@larkfieldrowe.example',
      temporaryPassword(mail),
      'Copper-Lantern-42',
    );
    expect(challenge).toBe('NEW_PASSWORD_REQUIRED');
    const me = await cloud.call('GET', '/v1/me', { token: tokens.AccessToken! });
    expect(me).toMatchObject({
      status: 200,
      body: {
        member: { name: 'Eleanor Rowe', role: 'admin' },
        firm: { name: 'Larkfield & Rowe, CPAs', timeZone: 'America/Denver', currency: 'USD' },
      },
    });
  });

  test('has the team of seven, each invited once', async () => {
    const team = await every('/v1/team', admin);
    expect(team.map(({ name, role }) => `${name}, ${role}`).toSorted()).toEqual([
      'Eleanor Rowe, admin',
      'Grace Okafor, member',
      'Marcus Bell, manager',
      'Nora Lindqvist, member',
      'Owen Marsh, guest',
      'Priya Nair, member',
      'Tomás Herrera, member',
    ]);
    for (const { mail } of team) expect(await mailsTo(mail), mail).toHaveLength(1);
  });

  test('has 75 clients, in the states and of the kinds that the firm has', async () => {
    const [own, ...all] = await every('/v1/clients', admin).then((clients) =>
      clients.toSorted((a, b) => Number(a.number) - Number(b.number)),
    );
    expect(own).toMatchObject({ number: '0001', name: 'Larkfield & Rowe (internal)', internal: true });
    expect(numbersOf(all)).toEqual(Array.from({ length: 75 }, (_, i) => String(1001 + i)));
    expect(counts(all, 'lifecycle')).toEqual({ active: 69, onboarding: 2, prospect: 2, inactive: 1, archived: 1 });
    expect(counts(all, 'kind')).toEqual({
      individual: 32,
      's-corporation': 23,
      partnership: 7,
      'c-corporation': 6,
      nonprofit: 3,
      'sole-proprietor': 3,
      estate: 1,
    });
    expect(all.every(({ responsible }) => (responsible as string).startsWith('mem_'))).toBe(true);
  });

  test('has everyone once who is a contact of several clients', async () => {
    const [stonebridge, whitakers] = [await peopleOf('1026'), await peopleOf('1039')];
    const [jonathan] = stonebridge;
    expect(stonebridge).toHaveLength(1);
    expect(jonathan).toMatchObject({ name: 'Jonathan Whitaker', mail: 'jonathan.whitaker@mail.example' });
    expect(jonathan.clientIds).toHaveLength(2);
    expect(new Map(whitakers.map(({ id, name, link }) => [name, [id === jonathan.id, link.sign]]))).toEqual(
      new Map([
        ['Jonathan Whitaker', [true, true]],
        ['Alicia Whitaker', [false, true]],
      ]),
    );
    const [gloria] = await peopleOf('1065');
    expect(gloria).toMatchObject({ name: 'Gloria Panagos', link: { portal: false, notify: false } });
    expect(gloria.mail).toBeUndefined();
  });

  test('has the extra contacts with their part, and one person entered twice', async () => {
    const copperline = await peopleOf('1001');
    const parts = copperline.map(({ name, title, link }) => [name, { title, access: link.access, sign: link.sign }]);
    expect(Object.fromEntries(parts)).toEqual({
      'Dominic Reyes': { title: undefined, access: 'full', sign: true },
      'Yolanda Pratt': { title: 'Controller', access: 'full', sign: false },
      'Marcy Dunn': { title: 'Payroll clerk', access: 'limited', sign: false },
    });
    const [jonathan, jon] = [...(await peopleOf('1026')), ...(await peopleOf('1002'))].filter(({ name }) =>
      name.startsWith('Jon'),
    );
    expect(jon).toMatchObject({ name: 'Jon Whitaker', phone: jonathan.phone, mail: 'jwhitaker@juniper.example' });
    expect(jon.id).not.toBe(jonathan.id);
  });

  test('keeps Tomás from his cousin’s company, wherever he looks', async () => {
    const tomas = await cloud.token('tomas@larkfieldrowe.example');
    const walled = await clientOf('1036');
    const [javier] = await peopleOf('1036');
    for (const path of [`/v1/clients/${walled.id}`, `/v1/clients/${walled.id}/contacts`, `/v1/contacts/${javier.id}`])
      expect(await cloud.call('GET', path, { token: tomas }), path).toMatchObject({ status: 404 });
    for (const path of [`/v1/clients/${walled.id}/notes`, `/v1/clients/${walled.id}/timeline`])
      expect(await cloud.call('GET', path, { token: tomas }), path).toMatchObject({ status: 404 });
    expect(numbersOf(await every('/v1/clients', tomas))).toHaveLength(75);
    for (const q of ['herrera', '1036', 'walled', 'javier']) {
      const seen = async (token: string): Promise<string[]> =>
        (await cloud.call('GET', `/v1/search?q=${q}`, { token })).body.items.map(({ id }: Answer) => id);
      expect(
        (await seen(admin)).some((id) => [walled.id, javier.id].includes(id)),
        q,
      ).toBe(true);
      expect(
        (await seen(tomas)).some((id) => [walled.id, javier.id].includes(id)),
        q,
      ).toBe(false);
    }
  });

  test('shows Owen, who reviews it, clients 1001 to 1030 only, to read', async () => {
    const owen = await cloud.token('owen@larkfieldrowe.example');
    const seen = await every('/v1/clients', owen);
    expect(numbersOf(seen)).toEqual(Array.from({ length: 30 }, (_, i) => String(1001 + i)));
    const hidden = await clientOf('1031');
    expect(await cloud.call('GET', `/v1/clients/${hidden.id}`, { token: owen })).toMatchObject({ status: 404 });
    expect((await cloud.call('GET', '/v1/search?q=osprey', { token: owen })).body.items).toEqual([]);
    const path = `/v1/clients/${seen[0].id}`;
    expect(await cloud.call('PATCH', path, { token: owen, body: { name: 'Mine' } })).toMatchObject({ status: 403 });
    const { member } = (await cloud.call('GET', '/v1/me', { token: owen })).body;
    const days = (Date.parse(member.accessEndsOn) - Date.parse(member.createdAt.slice(0, 10))) / 86_400_000;
    expect([20, 21]).toContain(days);
  });
});
