import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Intake } from '../../../functions/documents/intake.ts';
import { compositeOf } from '../../../functions/documents/in-parts.ts';
import { partsKey } from '../../../functions/documents/part-store.ts';
import { documents } from '../../../functions/documents/store.ts';
import { sweepDocuments } from '../../../functions/documents/sweep.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { aPdf, saidInParts, saidOf, sha256Of } from '../../support/documents.ts';
import { fakeQuarantine } from '../../support/fakes.ts';
import { dyingAfter, through, typesOf, wholeWay } from '../../support/intake.ts';

const mega = 1024 ** 2;
const partSize = 16 * mega;

/** A PDF of 101 MB in seven parts. */
const bytes = Buffer.alloc(101 * mega, 0x20);
aPdf('A long one').copy(bytes);
const pieces = Array.from({ length: 7 }, (_, i) => bytes.subarray(i * partSize, (i + 1) * partSize));
const sums = pieces.map(sha256Of);
const said = saidInParts('scan.pdf', bytes.length, sums);

let firm: FirmUnderTest;
let quarantine: ReturnType<typeof fakeQuarantine>;
let from: Intake;
let clientId: string;
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z'), toFake: ['Date'] });
  firm = await aFirm();
  quarantine = fakeQuarantine();
  from = { table: firm.memory, quarantine, scan: async () => 'clean' };
  clientId = (await aClient(firm.admin.call)).id;
});
afterEach(() => vi.useRealTimers());

const ask = (body: object = said) => firm.admin.call('POST', `/v1/clients/${clientId}/documents`, { body });
const act = (id: string, deed: string, body?: object) =>
  firm.admin.call('POST', `/v1/documents/${id}/${deed}`, body && { body });
const stored = async (id: string) => documents.read((await firm.memory.get(documents.key(id)))!);
const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

async function begun(): Promise<{ id: string; key: string; uploadId: string }> {
  const { status, body } = await ask();
  expect(status).toBe(201);
  const { uploadId } = (await firm.memory.get(partsKey(body.id)))!;
  return { id: body.id, key: (await stored(body.id)).key, uploadId: uploadId as string };
}
const bring = (uploadId: string, ...numbers: number[]) => {
  for (const number of numbers) firm.uploads.parts.bring(uploadId, number, pieces[number - 1]!);
};
/** What the bucket has made of the parts lies in quarantine. */
const lies = (key: string) => quarantine.put(key, firm.uploads.parts.completed.get(key)!, said.sha256);

describe('a file in parts', () => {
  test('comes to be when all are there, is looked at and released with its checksum', async () => {
    const { id, key, uploadId } = await begun();
    const { parts } = (await act(id, 'parts', { numbers: [7, 1] })).body;
    expect(parts.map(({ number }: Answer) => number)).toEqual([1, 7]);
    expect(parts[1].url).toContain(`size=${bytes.length - 6 * partSize}`);
    bring(uploadId, 1, 2, 3, 4, 5, 6, 7);
    expect((await act(id, 'complete')).status).toBe(200);
    lies(key);
    await through(from, key);
    expect(await stored(id)).toMatchObject({ status: 'released', sha256: said.sha256, size: bytes.length });
    expect(await typesOf(firm, id)).toEqual(wholeWay);
    expect(quarantine.lying.get(key)).toHaveLength(0);
  });

  test('is not completed while parts are missing or are others than were said', async () => {
    const { id, uploadId } = await begun();
    bring(uploadId, 1, 2, 4, 5, 6, 7);
    firm.uploads.parts.bring(uploadId, 3, pieces[3]!.subarray(1));
    const { status, body } = await act(id, 'complete');
    expect([status, body.missing]).toEqual([422, [3]]);
    expect(firm.uploads.parts.completed.size).toBe(0);
    bring(uploadId, 3);
    expect((await act(id, 'complete')).status).toBe(200);
  });

  test('is completed once, however often it is told', async () => {
    const { id, key, uploadId } = await begun();
    bring(uploadId, 1, 2, 3, 4, 5, 6, 7);
    const replies = await Promise.all([act(id, 'complete'), act(id, 'complete')]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect((await act(id, 'complete')).body).toEqual({ id, status: 'expected' });
    lies(key);
    await through(from, key);
    expect((await act(id, 'complete')).body).toEqual({ id, status: 'released' });
  });

  test('is found again by who picks it once more, with the parts that have come', async () => {
    const { id, uploadId } = await begun();
    bring(uploadId, 1, 2, 5);
    const again = await ask();
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id, upload: { partSize, count: 7, arrived: [1, 2, 5] } });
    expect((await act(id, 'upload')).body).toEqual({ partSize, count: 7, arrived: [1, 2, 5] });
    expect(await typesOf(firm, id)).toEqual(['document.expected']);
  });

  test('has no more parts than were said, and a file in one piece has none', async () => {
    const { id } = await begun();
    expect((await act(id, 'parts', { numbers: [8] })).status).toBe(400);
    expect((await act(id, 'parts', { numbers: Array.from({ length: 51 }, (_, n) => n + 1) })).status).toBe(400);
    const small = await ask(saidOf('small.pdf', aPdf()));
    expect((await act(small.body.id, 'parts', { numbers: [1] })).status).toBe(422);
  });

  test('that is given up leaves nothing, and may be begun anew', async () => {
    const { id, key, uploadId } = await begun();
    bring(uploadId, 1);
    expect((await act(id, 'cancel')).body).toEqual({ id, status: 'rejected' });
    await through(from, key);
    expect(quarantine.abandoned).toEqual([uploadId]);
    expect((await act(id, 'cancel')).status).toBe(422);
    expect((await act(id, 'parts', { numbers: [2] })).status).toBe(422);
    expect((await begun()).id).not.toBe(id);
  });

  test('with another composite than was said is turned away', async () => {
    const { id, key } = await begun();
    quarantine.put(key, bytes, compositeOf(sums.toReversed()));
    await through(from, key);
    expect(await stored(id)).toMatchObject({ status: 'rejected', why: { code: 'wrong-checksum' } });
    expect(quarantine.vault.size).toBe(0);
  });

  test.each(['find', 'content', 'read', 'release', 'empty'] as const)(
    'comes through once although its event comes twice and intake dies after “%s”',
    async (verb) => {
      const { id, key, uploadId } = await begun();
      bring(uploadId, 1, 2, 3, 4, 5, 6, 7);
      await act(id, 'complete');
      lies(key);
      const dying = dyingAfter(verb, from);
      await expect(through(dying, key)).rejects.toThrow('died');
      await Promise.all([through(dying, key), through(from, key)]);
      await through(from, key);
      expect(await typesOf(firm, id)).toEqual(wholeWay);
      expect(quarantine.vault.size).toBe(1);
    },
  );
});

describe('the sweep', () => {
  const started: string[] = [];
  beforeEach(() => void started.splice(0));
  /** Of a bucket in which what is completed lies. */
  const bucket = () => {
    const { parts } = firm.uploads;
    const complete: typeof parts.complete = async (document, ...more) => {
      await parts.complete(document, ...more);
      lies(document.key);
    };
    return { ...parts, complete };
  };
  const sweep = () => {
    const start = async (key: string) => void started.push(key);
    return sweepDocuments({ table: firm.memory, quarantine, parts: bucket(), start });
  };

  test('completes what is all there and of which nobody said so', async () => {
    const { id, key, uploadId } = await begun();
    bring(uploadId, 1, 2, 3, 4, 5, 6);
    later(31);
    expect(await sweep()).toEqual({ started: 0, ended: 0, left: 1 });
    bring(uploadId, 7);
    expect(await sweep()).toEqual({ started: 1, ended: 0, left: 0 });
    expect(started).toEqual([key]);
    await through(from, key);
    expect(await typesOf(firm, id)).toEqual(wholeWay);
  });

  test('finds what was completed and of which no event came', async () => {
    const { id, key, uploadId } = await begun();
    bring(uploadId, 1, 2, 3, 4, 5, 6, 7);
    later(31);
    await act(id, 'complete');
    lies(key);
    await sweep();
    expect(started).toEqual([key]);
  });

  test('ends after a day what was never completed, also where the bucket gave its parts up', async () => {
    const { id, key, uploadId } = await begun();
    bring(uploadId, 1);
    firm.uploads.parts.giveUp(uploadId);
    later(23 * 60);
    expect(await sweep()).toEqual({ started: 0, ended: 0, left: 1 });
    later(61);
    expect(await sweep()).toEqual({ started: 0, ended: 1, left: 0 });
    expect(await stored(id)).toMatchObject({ status: 'rejected', why: { code: 'never-came' } });
    await through(from, key);
    expect(quarantine.abandoned).toEqual([uploadId]);
  });
});
