import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withAdmin, type Firm } from '../../../functions/firm/firm.ts';
import {
  ClientScope,
  disable,
  enable,
  hasAccess,
  invite,
  inviteAgain,
  type Member,
  MemberPatch,
  NewMember,
  update,
} from '../../../functions/firm/member.ts';
import { newId } from '../../../shared/ids.ts';
import type { Stored } from '../../../shared/table/entity.ts';

const now = '2026-01-05T15:00:00.000Z';
const aMember = (more: Partial<Member> = {}): Member => ({
  id: newId('member'),
  name: 'Ines Abara',
  mail: 'ines@larkfieldrowe.example',
  role: 'member',
  status: 'active',
  scope: {},
  invitations: 1,
  createdAt: now,
  ...more,
});
const aFirm = (admins: string[]): Stored<Firm> => ({
  name: 'Larkfield & Rowe',
  timeZone: 'America/Denver',
  currency: 'USD',
  admins,
  createdAt: now,
  version: 1,
});
const ruleBroken = expect.objectContaining({ code: 'rule-broken' });

describe('inviting', () => {
  test('makes an active member with one invitation, a plain member unless said otherwise', () => {
    const id = newId('member');
    const input = NewMember.parse({ name: ' Ines Abara ', mail: 'ines@larkfieldrowe.example' });
    expect(invite(input, id, now)).toEqual(aMember({ id }));
  });
  test('again counts one more, and not for who has no access', () => {
    expect(inviteAgain(aMember({ invitations: 4 })).invitations).toBe(5);
    expect(() => inviteAgain(aMember({ status: 'disabled' }))).toThrow(ruleBroken);
  });
  test('an administrator for a time would lock the firm out when it is over', () => {
    const input = NewMember.parse({ name: 'Ines', mail: 'i@l.example', role: 'admin', accessEndsOn: '2026-02-01' });
    expect(() => invite(input, newId('member'), now)).toThrow(ruleBroken);
  });
});

describe('changing a member', () => {
  test('leaves what is not said as it is, and null takes the last day away', () => {
    const guest = aMember({ role: 'guest', accessEndsOn: '2026-02-01' });
    expect(update(guest, MemberPatch.parse({ name: 'Ines Lund' }))).toEqual({ ...guest, name: 'Ines Lund' });
    expect(update(guest, { accessEndsOn: null })).not.toHaveProperty('accessEndsOn');
    expect(update(guest, { accessEndsOn: '2026-03-01' }).accessEndsOn).toBe('2026-03-01');
  });
  test('a scope is replaced as a whole', () => {
    const client = newId('client');
    expect(update(aMember({ scope: { except: [client] } }), { scope: { only: [] } }).scope).toEqual({ only: [] });
  });
  test('an administrator gets no last day, and who has one does not become one', () => {
    expect(() => update(aMember({ role: 'admin' }), { accessEndsOn: '2026-02-01' })).toThrow(ruleBroken);
    expect(() => update(aMember({ accessEndsOn: '2026-02-01' }), { role: 'admin' })).toThrow(ruleBroken);
    expect(update(aMember({ accessEndsOn: '2026-02-01' }), { role: 'admin', accessEndsOn: null }).role).toBe('admin');
  });
  test('takes only or except, never both', () => {
    expect(ClientScope.safeParse({ only: [], except: [] }).success).toBe(false);
    expect(ClientScope.safeParse({ only: [newId('client')] }).success).toBe(true);
  });
});

describe('access', () => {
  test('ends with disabling, at the end of the last day, and comes back with enabling', () => {
    const member = aMember();
    expect(hasAccess(member, '2026-01-05')).toBe(true);
    expect(hasAccess(disable(member, newId('member')), '2026-01-05')).toBe(false);
    expect(hasAccess(enable(disable(member, newId('member'))), '2026-01-05')).toBe(true);
    expect(
      ['2026-01-31', '2026-02-01', '2026-02-02'].map((day) => hasAccess(aMember({ accessEndsOn: '2026-02-01' }), day)),
    ).toEqual([true, true, false]);
  });
  test('is not one’s own to end', () => {
    const member = aMember({ role: 'admin' });
    expect(() => disable(member, member.id)).toThrow(ruleBroken);
  });
});

describe('the firm’s administrators', () => {
  test('the last one stays', () => {
    expect(() => withAdmin(aFirm(['mem_1']), 'mem_1', false)).toThrow(ruleBroken);
    expect(withAdmin(aFirm(['mem_1', 'mem_2']), 'mem_1', false).admins).toEqual(['mem_2']);
  });
  test('whatever comes and goes, there is always one, and nobody twice', () => {
    const steps = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), isAdmin: fc.boolean() }));
    fc.assert(
      fc.property(steps, (all) => {
        let firm = aFirm(['a']);
        for (const { id, isAdmin } of all) {
          try {
            firm = { ...withAdmin(firm, id, isAdmin), version: 1 };
            expect(firm.admins.includes(id)).toBe(isAdmin);
          } catch (error) {
            expect(error).toEqual(ruleBroken);
            expect(firm.admins.filter((other) => other !== id)).toEqual([]);
          }
          expect(firm.admins.length).toBeGreaterThan(0);
          expect(new Set(firm.admins).size).toBe(firm.admins.length);
        }
      }),
    );
  });
});
