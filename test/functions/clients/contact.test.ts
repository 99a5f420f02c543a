import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Contact,
  ContactPatch,
  link,
  meet,
  NewContact,
  unlink,
  update,
  view,
} from '../../../functions/clients/contact.ts';
import { newId } from '../../../shared/ids.ts';
import type { Caller } from '../../../shared/http/route.ts';
import type { Scope } from '../../../shared/table/walls.ts';

const now = '2026-01-05T15:00:00.000Z';
const ruleBroken = expect.objectContaining({ code: 'rule-broken' });
const [a, b, c] = [newId('client'), newId('client'), newId('client')];
const aContact = (more: Partial<Contact> = {}): Contact => ({
  id: newId('contact'),
  name: 'Odile Marchetti',
  clientIds: [a],
  createdAt: now,
  ...more,
});
const caller = (scope: Scope = {}, role: Caller['role'] = 'member'): Caller => ({
  id: 'mem_1',
  name: 'x',
  role,
  scope,
  rights: {},
});

describe('a person', () => {
  test('is met at one client, with what is known of them and no more', () => {
    const id = newId('contact');
    expect(meet(NewContact.parse({ name: ' Odile ', mail: 'odile@marchetti.example' }), a, id, now)).toEqual({
      id,
      name: 'Odile',
      mail: 'odile@marchetti.example',
      clientIds: [a],
      createdAt: now,
    });
  });
  test('changes by what is said, and null takes away', () => {
    const contact = aContact({ mail: 'o@m.example', phone: '555-0142', title: 'CFO' });
    expect(update(contact, ContactPatch.parse({ phone: null, title: 'CEO' }))).toEqual({
      ...aContact({ id: contact.id, mail: 'o@m.example', title: 'CEO' }),
    });
    expect(update(contact, ContactPatch.parse({}))).toEqual(contact);
    expect(ContactPatch.safeParse({ name: null }).success).toBe(false);
  });
  test('that was erased is neither changed nor linked again', () => {
    const erased = aContact({ erasedAt: now });
    expect(() => update(erased, { name: 'Back' })).toThrow(ruleBroken);
    expect(() => link(erased, b)).toThrow(ruleBroken);
  });
});

describe('the clients of a person', () => {
  test('are at least one, as long as there is a person', () => {
    expect(unlink(aContact({ clientIds: [a, b] }), a).clientIds).toEqual([b]);
    expect(() => unlink(aContact(), a)).toThrow(ruleBroken);
    expect(unlink(aContact({ erasedAt: now }), a).clientIds).toEqual([]);
  });
  test('are at most fifty', () => {
    const full = aContact({ clientIds: Array.from({ length: 50 }, () => newId('client')) });
    expect(() => link(full, b)).toThrow(ruleBroken);
    expect(link(full, full.clientIds[3]!)).toBe(full);
  });
  test('are each there once, whatever is linked and unlinked', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.constantFrom(a, b, c)));
    fc.assert(
      fc.property(steps, (all) => {
        let contact = aContact();
        for (const [isLinked, id] of all) {
          if (!isLinked && contact.clientIds.every((one) => one === id)) continue;
          contact = isLinked ? link(contact, id) : unlink(contact, id);
          expect(contact.clientIds.includes(id)).toBe(isLinked);
          expect(new Set(contact.clientIds).size).toBe(contact.clientIds.length);
          expect(contact.clientIds.length).toBeGreaterThan(0);
        }
      }),
    );
  });
  test('are told only as far as the caller may see them', () => {
    const contact = { ...aContact({ clientIds: [a, b, c] }), version: 1 };
    expect(view(contact, caller({ except: [b] })).clientIds).toEqual([a, c]);
    expect(view(contact, caller({ only: [c] })).clientIds).toEqual([c]);
  });
});

test('guests may not edit, only administrators erase, and nobody what is erased', () => {
  const can = (role: Caller['role'], more: Partial<Contact> = {}) =>
    view({ ...aContact(more), version: 1 }, caller({}, role)).can;
  expect([can('admin'), can('manager'), can('guest')]).toEqual([
    { edit: true, erase: true },
    { edit: true, erase: false },
    { edit: false, erase: false },
  ]);
  expect(can('admin', { erasedAt: now })).toEqual({ edit: false, erase: false });
});
