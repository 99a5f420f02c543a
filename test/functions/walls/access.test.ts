import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../../functions/clients/client.ts';
import type { Member } from '../../../functions/firm/member.ts';
import {
  type Access,
  choose,
  holdersOf,
  mostWalls,
  scopeOf,
  seesClient,
  withWall,
} from '../../../functions/walls/access.ts';
import type { Caller } from '../../../shared/http/route.ts';
import { mayRead } from '../../../shared/table/walls.ts';

const now = '2026-01-05T15:00:00.000Z';
const cli = (n: number) => `cli_${String(n).padStart(26, '0')}`;
const mem = (n: number) => `mem_${String(n).padStart(26, '0')}`;
const aMember = (n: number, more: Partial<Member> = {}): Member => ({
  id: mem(n),
  name: `Member ${n}`,
  mail: `m${n}@firm.example`,
  role: 'member',
  status: 'active',
  scope: {},
  invitations: 1,
  createdAt: now,
  ...more,
});
const aClient = (more: object = {}): Client => ({
  id: cli(1),
  name: 'Herrera Tile & Stone, LLC',
  kind: 's-corporation',
  lifecycle: 'active',
  tags: [],
  createdAt: now,
  ...more,
});
const caller = { id: mem(1), name: 'Eleanor', role: 'admin', scope: {} } as unknown as Caller;
const circle = (client: Client, ...members: Member[]) => ({
  client,
  holders: holdersOf(client),
  people: new Map(members.map((member) => [member.id, member])),
});
const admin = aMember(1, { role: 'admin' });
const reason = 'His cousin’s company';

describe('what someone may see', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map(cli), { maxLength: 8 });
  const people = fc.uniqueArray(fc.integer({ min: 1, max: 5 }).map(mem), { maxLength: 5 });
  const scope = fc.oneof(
    fc.constant({}),
    ids.map((except) => ({ except })),
    ids.map((only) => ({ only })),
  );
  const wall = fc.record(
    { clientId: fc.integer({ min: 1, max: 12 }).map(cli), only: people, deny: people },
    { requiredKeys: ['clientId'] },
  );

  test('is what their own record says, less every client whose list shuts them out, and nothing else', () => {
    fc.assert(
      fc.property(scope, fc.array(wall, { maxLength: 12 }), fc.integer({ min: 1, max: 6 }), (own, walls, n) => {
        const member = aMember(n, { scope: own });
        for (let client = 1; client <= 12; client++) {
          const theirs = walls.filter(({ clientId }) => clientId === cli(client));
          const isOut = theirs.some(({ only, deny }) => (only && !only.includes(mem(n))) || deny?.includes(mem(n)));
          expect(seesClient(member, cli(client), walls)).toBe(mayRead({ scope: own }, [cli(client)]) && !isOut);
        }
      }),
    );
  });

  test('is their own record unchanged where no list concerns them', () => {
    const scoped = aMember(2, { scope: { only: [cli(3)] } });
    expect(scopeOf(scoped, [{ clientId: cli(1), deny: [mem(9)] }])).toBe(scoped.scope);
  });
});

describe('choosing who may see a client', () => {
  const decide = (input: object, client: Client, ...members: Member[]) =>
    choose(undefined, { reason, ...input }, circle(client, ...members), caller, now);

  test('keeps who chose, when and why', () => {
    expect(decide({ deny: [mem(2), mem(2)] }, aClient(), admin, aMember(2))).toEqual({
      clientId: cli(1),
      deny: [mem(2)],
      reason,
      setBy: mem(1),
      setAt: now,
    });
  });

  test('names whom the firm does not know', () => {
    expect(() => decide({ only: [mem(1), mem(7)] }, aClient(), admin)).toThrow('body.only.1: Nobody in the team');
  });

  test.each([
    [{ only: [mem(2)] }, 'only'],
    [{ deny: [mem(1)] }, 'deny'],
    [{ only: [mem(1), mem(2)], deny: [mem(1)] }, 'only'],
  ])('refuses %j: nobody who leads would be inside', (input, field) => {
    expect(() => decide(input, aClient(), admin, aMember(2))).toThrow(
      expect.objectContaining({ code: 'rule-broken', details: { field } }),
    );
  });

  test.each([
    ['disabled', { role: 'manager', status: 'disabled' }],
    ['a guest', { role: 'guest' }],
    ['kept from the client by their own record', { role: 'admin', scope: { except: [cli(1)] } }],
    ['let to other clients only', { role: 'manager', scope: { only: [cli(2)] } }],
  ] as const)('does not count on who is %s', (_, more) => {
    const other = aMember(2, more as Partial<Member>);
    expect(() => decide({ only: [mem(2)] }, aClient(), admin, other)).toThrow('Leave an active administrator');
  });

  test('lets who leads shut themselves out while another one stays', () => {
    const manager = aMember(2, { role: 'manager' });
    expect(decide({ deny: [mem(1)] }, aClient(), admin, manager).deny).toEqual([mem(1)]);
  });

  test.each([[{ responsible: mem(2) }], [{ manager: mem(2) }], [{ roles: [{ role: 'preparer', memberId: mem(2) }] }]])(
    'refuses to shut out who holds a part: %j',
    (held) => {
      const client = aClient(held);
      for (const lists of [{ deny: [mem(2)] }, { only: [mem(1)] }])
        expect(() => decide(lists, client, admin, aMember(2))).toThrow('Member 2 would be shut out and still hold');
      expect(decide({ only: [mem(1), mem(2)] }, client, admin, aMember(2)).only).toHaveLength(2);
      expect(holdersOf(client)).toEqual([mem(2)]);
    },
  );

  test('the same again changes nothing, not even when it was', () => {
    const first = decide({ deny: [mem(2)] }, aClient(), admin, aMember(2));
    const again = choose(
      first,
      { deny: [mem(2)], reason },
      circle(aClient(), admin, aMember(2)),
      caller,
      '2027-01-01T00:00:00.000Z',
    );
    expect(again).toBe(first);
  });
});

describe('the walls that stand', () => {
  const access = (n: number, more: Partial<Access> = {}): Access => ({
    clientId: cli(n),
    deny: [mem(2)],
    reason,
    setBy: mem(1),
    setAt: now,
    ...more,
  });
  const full = { walls: Array.from({ length: mostWalls }, (_, i) => ({ clientId: cli(i + 1), deny: [mem(2)] })) };

  test('are at most two hundred', () => {
    expect(() => withWall(full, access(mostWalls + 1), [cli(mostWalls + 1)])).toThrow('At most 200 clients');
    const changed = withWall(full, access(7, { deny: [mem(3)] }), [cli(7)]);
    expect(changed.walls).toHaveLength(mostWalls);
    expect(changed.walls).toContainEqual({ clientId: cli(7), deny: [mem(3)] });
  });

  test('hold no client that was opened again', () => {
    const { deny: _, ...opened } = access(7);
    expect(withWall(full, opened, [cli(7)]).walls.map(({ clientId }) => clientId)).not.toContain(cli(7));
  });
});
