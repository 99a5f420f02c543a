import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { onMember } from '../../../functions/firm/on-member.ts';
import { members } from '../../../functions/firm/store.ts';
import type { UserPool } from '../../../functions/firm/user-pool.ts';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';
import { fakePool } from '../../support/fakes.ts';
import { randomFrom, turn } from '../../support/faults.ts';
import { verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let pool: ReturnType<typeof fakePool>;
let id: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  pool = fakePool();
  ({ id } = await firm.member('member'));
});

const react = (to: UserPool = pool) => onMember(firm.table, to, id);
const act = (action: string) => admin.post(`/v1/team/${id}/${action}`);

/** Every call of the pool waits some turns, and may end in an error before or after it took effect. */
function troubled(to: UserPool, seed: number, often = 0.4): UserPool {
  const random = randomFrom(seed);
  const trouble =
    <A extends unknown[], R>(call: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      for (let left = Math.floor(random() * 4); left > 0; left--) await turn();
      if (random() < often / 2) throw new Error('The pool is not there');
      const answer = await call(...given);
      for (let left = Math.floor(random() * 4); left > 0; left--) await turn();
      if (random() < often / 2) throw new Error('The process ended');
      return answer;
    };
  const { find, invite, inviteAgain, changeMail, enable, disable } = to;
  return {
    find: trouble(find),
    invite: trouble(invite),
    inviteAgain: trouble(inviteAgain),
    changeMail: trouble(changeMail),
    enable: trouble(enable),
    disable: trouble(disable),
  };
}

/** Delivered until it succeeds, as the bus does. */
async function delivered(to: UserPool): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    try {
      return await react(to);
    } catch {
      await turn();
    }
  }
  throw new Error('Never delivered');
}

describe('an account', () => {
  test('is made and invited once, however often the event comes', async () => {
    for (let i = 0; i < 3; i++) await react();
    await Promise.all([react(), react()]);
    expect(pool.mailed).toHaveLength(1);
    expect(pool.accounts.get(id)).toEqual({ mail: pool.mailed[0], enabled: true, invitations: 1 });
  });
  test('is not made for who lost access before, nor for who does not exist', async () => {
    await act('disable');
    await react();
    await onMember(firm.table, pool, nowhere.memberId);
    expect(pool.accounts.size).toBe(0);
    await act('enable');
    await react();
    expect(pool.mailed).toHaveLength(1);
  });
  test('closes and opens with the member', async () => {
    await react();
    await act('disable');
    await react();
    expect(pool.accounts.get(id)?.enabled).toBe(false);
    await act('enable');
    await react();
    expect(pool.accounts.get(id)?.enabled).toBe(true);
    expect(pool.mailed).toHaveLength(1);
  });
  test('follows a new mail address, and not one that is only spelled otherwise', async () => {
    await react();
    await admin.patch(`/v1/team/${id}`, { mail: 'lund@larkfieldrowe.example' });
    await react();
    expect(pool.accounts.get(id)?.mail).toBe('lund@larkfieldrowe.example');
    await admin.patch(`/v1/team/${id}`, { mail: 'LUND@larkfieldrowe.example' });
    await react();
    expect(pool.accounts.get(id)?.mail).toBe('lund@larkfieldrowe.example');
    expect(pool.mailed).toHaveLength(1);
  });
  test('is invited again once for each request that is seen, at the new address', async () => {
    await react();
    await admin.patch(`/v1/team/${id}`, { mail: 'lund@larkfieldrowe.example' });
    await act('invite');
    for (let i = 0; i < 3; i++) await react();
    expect(pool.mailed.slice(1)).toEqual(['lund@larkfieldrowe.example']);
    await act('invite');
    await react();
    expect(pool.mailed).toHaveLength(3);
  });
  test('of someone who was asked again before the first event came is invited', async () => {
    await act('invite');
    for (let i = 0; i < 3; i++) await react();
    expect(pool.accounts.get(id)?.invitations).toBe(2);
    expect(pool.mailed.length).toBeGreaterThan(0);
    expect(pool.mailed.length).toBeLessThanOrEqual(2);
  });
  test('that could not be reached is tried again with the next delivery', async () => {
    const dead: UserPool = { ...pool, invite: () => Promise.reject(new Error('LimitExceededException')) };
    await expect(react(dead)).rejects.toThrow('LimitExceededException');
    await react();
    expect(pool.mailed).toHaveLength(1);
  });
  test('whose invitation was mailed by a process that then ended is not invited twice', async () => {
    const ending: UserPool = {
      ...pool,
      async invite(memberId, mail) {
        await pool.invite(memberId, mail);
        throw new Error('The process ended');
      },
    };
    await expect(react(ending)).rejects.toThrow('The process ended');
    await react();
    expect(pool.mailed).toHaveLength(1);
  });
});

describe('events that come late, twice, at once and over a pool that fails', () => {
  const anAction = fc.constantFrom('disable', 'enable', 'invite', 'mail');

  test('leave the account as the member’s record says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAction, { minLength: 1, maxLength: 5 }), fc.integer(), async (actions, seed) => {
        pool = fakePool();
        ({ id } = await firm.member('member'));
        const flaky = troubled(pool, seed);
        const deliveries = [delivered(flaky)];
        for (const [i, action] of actions.entries()) {
          if (action === 'mail') await admin.patch(`/v1/team/${id}`, { mail: `${i}-${id}@larkfieldrowe.example` });
          else await act(action);
          deliveries.push(delivered(flaky), delivered(flaky));
        }
        await Promise.all(deliveries);
        const member = members.read((await firm.memory.get(members.key(id)))!);
        const account = pool.accounts.get(id);
        if (member.status === 'active') expect(account).toMatchObject({ mail: member.mail, enabled: true });
        else expect(account?.enabled ?? false).toBe(false);
        firm.memory.meddle((rows) => {
          for (const [key, { pk }] of rows) if (pk.startsWith('LIMIT#')) rows.delete(key);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('one that looked before a change does not undo it', async () => {
    await react();
    await act('disable');
    let hold = () => {};
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    const slow: UserPool = {
      ...pool,
      async disable(memberId) {
        await held;
        await pool.disable(memberId);
      },
    };
    const late = react(slow);
    await turn();
    await act('enable');
    await react();
    hold();
    await late;
    expect(pool.accounts.get(id)?.enabled).toBe(true);
  });
});
