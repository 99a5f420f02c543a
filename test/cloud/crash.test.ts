import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../../functions/rebuild.ts';
import type { Item } from '../../shared/table/table.ts';
import { allItems, tableOf } from './aws.ts';
import {
  type Answer,
  inCloud,
  newDirectory,
  type Reply,
  type Running,
  startLocal,
  tidy,
  whyNoDatabase,
} from './running.ts';

const directory = newDirectory();
let cloud: Running;

/** A POST that someone made once; after a crash the same again, by its key. */
type Wish = { n: number; path: string; body: object; reply?: Reply };
/** One person at work: adds a client, then a contact and a note to it, and so on. */
type Work = { clients: Wish[]; contacts: Wish[]; notes: Wish[] };

const writers = 6;
const rounds = [
  { dies: 'the cloud', kill: () => cloud.kill() },
  {
    dies: 'the database, then the cloud',
    async kill() {
      cloud.killDatabase();
      await pause(Math.random() * 100);
      await cloud.kill();
    },
  },
  { dies: 'the cloud again', kill: () => cloud.kill() },
  {
    dies: 'both at once',
    async kill() {
      const gone = cloud.kill();
      cloud.killDatabase();
      await gone;
    },
  },
];

const everything: Work = { clients: [], contacts: [], notes: [] };
let wishes = 0;

async function fulfil(wish: Wish, token: string): Promise<Reply> {
  const headers = { 'idempotency-key': `wish-${wish.n}` };
  const reply = await cloud.call('POST', wish.path, { token, body: wish.body, headers });
  if (reply.status !== 201) throw new Error(`${wish.path} answered ${reply.status} ${JSON.stringify(reply.body)}`);
  wish.reply = reply;
  return reply;
}

async function expectThere({ path, reply }: Wish, token: string): Promise<void> {
  const { id, version: _, can: _can, link: _link, ...told } = reply!.body;
  const found = await cloud.call('GET', reply!.headers.get('location')!, { token });
  expect(found, `${path} ${id}`).toMatchObject({ status: 200, body: { id, ...told } });
}

/** Works until the call that the crash cuts off: that one is the last, and its answer is not known. */
async function workUntilCrash(token: string, isOver: () => boolean): Promise<void> {
  const wish = (kind: keyof Work, path: string, body: object) => {
    const made = { n: ++wishes, path, body };
    everything[kind].push(made);
    return fulfil(made, token);
  };
  try {
    while (!isOver()) {
      const n = wishes;
      const { body: client } = await wish('clients', '/v1/clients', { name: `Kiln ${n}q${n}`, number: `K${n}` });
      const path = `/v1/clients/${client.id}`;
      await Promise.all([
        wish('contacts', `${path}/contacts`, { name: `Ada Turner ${n}`, phone: '303-555-0100' }),
        wish('notes', `${path}/notes`, { text: `Note ${n}` }),
      ]);
    }
  } catch {
    // The crash.
  }
}

/** In the order in which they were begun. */
const all = () =>
  Object.values(everything)
    .flat()
    .toSorted((a, b) => a.n - b.n);
const wishedNames = () => everything.clients.map(({ body }) => (body as { name: string }).name);
const sinceThen = (before: number) => all().slice(before);
const unanswered = () => all().filter(({ reply }) => reply === undefined);
const answered = () => all().length - unanswered().length;

async function list(path: string, token: string): Promise<Answer[]> {
  const items: Answer[] = [];
  let next: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '100', ...(next !== undefined && { cursor: next }) });
    const { status, body } = await cloud.call('GET', `${path}?${query.toString()}`, { token });
    expect(status, JSON.stringify(body)).toBe(200);
    items.push(...body.items);
    next = body.next;
  } while (next !== undefined);
  return items;
}

const isReadModel = ({ entity }: Item) => ['search', 'timeline', 'listed', 'alike', 'part'].includes(entity as string);
const readModelsOf = (items: readonly Item[]) =>
  new Map(items.filter(isReadModel).map((item) => [`${item.pk} ${item.sk}`, item]));

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
});
afterAll(() => tidy(directory, cloud));

inCloud('killed under load and started again', () => {
  test.each(rounds)(
    'when $dies, every call that was answered is there, and a repeated one is made once',
    async ({ kill }) => {
      const before = all().length;
      let isOver = false;
      const token = await cloud.token();
      const working = Array.from({ length: writers }, () => workUntilCrash(token, () => isOver));
      while (answered() < before + 10) await pause(5);
      await pause(Math.random() * 400);
      await kill();
      isOver = true;
      await Promise.all(working);
      expect(unanswered().length).toBeGreaterThan(0);

      cloud = await startLocal(directory);
      const again = await cloud.token();
      await Promise.all(
        sinceThen(before)
          .filter(({ reply }) => reply)
          .map((wish) => expectThere(wish, again)),
      );
      for (const wish of unanswered()) await fulfil(wish, again);
      const [client, note] = [everything.clients.at(-1)!, everything.notes.at(-1)!];
      for (const wish of [client, note]) {
        const { reply } = wish;
        expect((await fulfil(wish, again)).body).toEqual(reply!.body);
      }
    },
  );

  test('nothing is there twice', async () => {
    const token = await cloud.token();
    const names = (await list('/v1/clients', token)).map(({ name }) => name as string);
    expect(names.toSorted()).toEqual(wishedNames().toSorted());
    const wanted = (wished: Wish[], path: string) => wished.filter((wish) => wish.path === path);
    for (const { reply } of everything.clients) {
      const path = `/v1/clients/${reply!.body.id}`;
      const [{ body: people }, notes] = await Promise.all([
        cloud.call('GET', `${path}/contacts`, { token }),
        list(`${path}/notes`, token),
      ]);
      expect(people.items).toHaveLength(wanted(everything.contacts, `${path}/contacts`).length);
      expect(notes).toHaveLength(wanted(everything.notes, `${path}/notes`).length);
    }
  });

  test('the chains of events are whole', async () => {
    const { body } = await cloud.call('POST', '/v1/audit/verify', { token: await cloud.token(), body: {} });
    expect(body).toMatchObject({ verdict: 'intact' });
    expect(body.checked.events).toBeGreaterThan(all().length);
  });

  test('the read models are those that a rebuild makes, and every client is found by its name', async () => {
    await cloud.local('/settled');
    const token = await cloud.token();
    for (const { reply } of everything.clients) {
      const { id, name } = reply!.body;
      const [, word] = name.split(' ');
      const found = await cloud.call('GET', `/v1/search?q=${word}`, { token });
      expect(
        found.body.items.map((hit: Answer) => hit.id),
        name,
      ).toEqual([id]);
    }
    const table = tableOf(cloud);
    const projected = readModelsOf(await allItems(table.sweep));
    await rebuild(table, table.sweep);
    const rebuilt = readModelsOf(await allItems(table.sweep));
    table.close();
    expect(projected.size).toBeGreaterThan(all().length);
    expect(projected).toEqual(rebuilt);
  });
});
