import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkChain, isBookkeeping } from '../../../functions/audit/chain-check.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import type { Item, Table } from '../../../shared/table/table.ts';
import { aClient, aFirm, type Reply } from '../../support/call.ts';
import { faulty, randomFrom } from '../../support/faults.ts';
import { inFastTime } from '../../support/faults-time.ts';

const often = { conflict: 0.08, busy: 0.04, lost: 0.12, late: 0.06 };

/** A firm whose table behaves well until the firm stands, and badly after. */
async function aFaultyFirm(seed: number) {
  let bad: ReturnType<typeof faulty> | undefined;
  const firm = await aFirm({
    wrap(table) {
      bad = faulty(table, { seed, often, turns: 3 });
      let isBad = false;
      const both = { ...table, ...Object.fromEntries(Object.keys(bad).map((name) => [name, via(name)])) };
      function via(name: string) {
        return (...given: unknown[]) => {
          const calls = (isBad ? bad : table) as unknown as Record<string, (...all: unknown[]) => unknown>;
          return calls[name]!(...given);
        };
      }
      return Object.assign(both as Table, { worsen: () => (isBad = true) });
    },
  });
  return { ...firm, worsen: (firm.table as Table & { worsen: () => void }).worsen, bad: bad! };
}

function findings(items: readonly Item[]) {
  const chains = new Map<string, Item[]>();
  for (const item of items.filter((one) => !isBookkeeping(one)))
    chains.set(item.pk, [...(chains.get(item.pk) ?? []), item]);
  return [...chains].flatMap(([pk, all]) => checkChain(pk, all).finding ?? []);
}

const statusesOf = (replies: readonly Reply[]) => replies.map(({ status }) => status);
const check = (property: (seed: number) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(fc.nat(), (seed) => inFastTime(seed, () => property(seed))),
    { numRuns: 25, endOnFailure: true },
  );

describe('under conflicts, throttling, lost answers and many at once', () => {
  test('what was acknowledged stands once, what was refused not at all, and the chain verifies', async () => {
    await check(async (seed) => {
      const firm = await aFaultyFirm(seed);
      const { id } = await aClient(firm.admin.call);
      firm.worsen();
      const random = randomFrom(seed);
      const calls = Array.from({ length: 8 }, (_, i) => {
        const text = `note or person ${i}`;
        const key = random() < 0.5 && { headers: { 'idempotency-key': `key-${i}` } };
        return random() < 0.5
          ? firm.admin.call('POST', `/v1/clients/${id}/notes`, { body: { text }, ...key })
          : firm.admin.call('POST', `/v1/clients/${id}/contacts`, { body: { name: text }, ...key });
      });
      const replies = await Promise.all(calls);
      await firm.bad.calm();

      const items = firm.memory.all();
      for (const [i, reply] of replies.entries()) {
        expect([201, 409]).toContain(reply.status);
        const standing = items.filter((item) => [item.text, item.name].includes(`note or person ${i}`));
        expect([seed, i, standing.length]).toEqual([seed, i, reply.status === 201 ? 1 : 0]);
        if (reply.status === 201) expect(standing[0]!.id).toBe(reply.body.id);
      }
      const added = items.filter((item) => isEvent(item) && /note-added|contact-linked/.test(item.type));
      expect(added).toHaveLength(statusesOf(replies).filter((status) => status === 201).length);
      expect(findings(items)).toEqual([]);
    });
  });

  test('a call repeated with its key is done once, and both get the same answer', async () => {
    await check(async (seed) => {
      const firm = await aFaultyFirm(seed);
      firm.worsen();
      const sent = { body: { name: 'Juniper Street Dental' }, headers: { 'idempotency-key': 'one' } };
      const replies = await Promise.all([1, 2, 3].map(() => firm.admin.call('POST', '/v1/clients', sent)));
      await firm.bad.calm();
      expect(statusesOf(replies)).toEqual([201, 201, 201]);
      expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(firm.memory.all().filter((item) => item.entity === 'client')).toHaveLength(1);
      expect(findings(firm.memory.all())).toEqual([]);
    });
  });

  test('a number belongs to at most one client, and to whom the table says', async () => {
    await check(async (seed) => {
      const firm = await aFaultyFirm(seed);
      const clients: string[] = [];
      for (const name of ['A', 'B', 'C']) clients.push((await aClient(firm.admin.call, { name })).id);
      firm.worsen();
      const random = randomFrom(seed);
      const person = async () => {
        for (let left = 4; left > 0; left--) {
          const id = clients[Math.floor(random() * clients.length)]!;
          const number = [null, '1', '2'][Math.floor(random() * 3)]!;
          const reply = await firm.admin.call('PATCH', `/v1/clients/${id}`, { body: { number } });
          expect([200, 409]).toContain(reply.status);
        }
      };
      await Promise.all([person(), person(), person()]);
      await firm.bad.calm();

      const items = firm.memory.all();
      const has = items.filter((item) => item.entity === 'client' && item.number !== undefined);
      const holds = items.filter((item) => item.pk.startsWith('UNIQUE#client-number#'));
      expect(holds.map(({ pk, holder }) => `${pk.split('#').at(-1)} ${String(holder)}`).toSorted()).toEqual(
        has.map(({ number, pk }) => `${String(number)} ${pk}`).toSorted(),
      );
      expect(findings(items)).toEqual([]);
    });
  });

  test('somebody who reads is answered too, or told to come back', async () => {
    await check(async (seed) => {
      const firm = await aFaultyFirm(seed);
      const { id } = await aClient(firm.admin.call);
      firm.worsen();
      const paths = [`/v1/clients/${id}`, '/v1/clients', `/v1/clients/${id}/contacts`, '/v1/me', '/v1/team'];
      const replies = await Promise.all(paths.map((path) => firm.admin.call('GET', path)));
      for (const status of statusesOf(replies)) expect([200, 409]).toContain(status);
    });
  });
});
