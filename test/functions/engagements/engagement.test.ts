import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activate,
  addService,
  draft,
  end,
  type Engagement,
  Letter,
  NewEngagement,
  pause,
  removeService,
  resume,
  statusOf,
  update,
  updateService,
} from '../../../functions/engagements/engagement.ts';
import { newId } from '../../../shared/ids.ts';

const now = '2026-01-05T15:00:00.000Z';
const close = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly' } as const;
const fee = { how: 'fixed', amount: { amount: 115_000, currency: 'USD' } } as const;
const anEngagement = (more: object = {}): Engagement =>
  draft(
    NewEngagement.parse({ title: 'Books', services: [{ ...close, fee }], ...more }),
    newId('client'),
    newId('engagement'),
    now,
    newId,
  );

describe('the status of an engagement', () => {
  test.each([
    ['none', 'draft'],
    ['draft', 'draft'],
    ['sent', 'proposed'],
    ['viewed', 'proposed'],
    ['signed', 'proposed'],
    ['declined', 'draft'],
    ['expired', 'draft'],
    ['not-needed', 'draft'],
  ] as const)('follows the letter before work begins: %s is %s', (letter, status) => {
    expect(statusOf(anEngagement({ letter }))).toBe(status);
  });

  test('follows what was done, once it has begun, whatever becomes of the letter', () => {
    const begun = activate(anEngagement({ letter: 'sent' }), now);
    for (const letter of Letter.options) expect(statusOf(update(begun, { letter }))).toBe('active');
    expect(statusOf(pause(begun, now))).toBe('paused');
    expect(statusOf(resume(pause(begun, now)))).toBe('active');
    expect(statusOf(end(pause(begun, now), undefined, now))).toBe('ended');
  });

  test('after any course of actions is one that the last of them leads to', () => {
    const acts = {
      activate: (one: Engagement) => activate(one, now),
      pause: (one: Engagement) => pause(one, now),
      resume,
      end: (one: Engagement) => end(one, undefined, now),
    };
    const leadsTo = { activate: 'active', pause: 'paused', resume: 'active', end: 'ended' } as const;
    const from = { activate: ['draft'], pause: ['active'], resume: ['paused'], end: ['draft', 'active', 'paused'] };
    const names = Object.keys(acts) as (keyof typeof acts)[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 12 }), (course) => {
        let one = anEngagement();
        for (const name of course) {
          const may = from[name].includes(statusOf(one));
          if (!may) expect(() => acts[name](one)).toThrow();
          else {
            one = acts[name](one);
            expect(statusOf(one)).toBe(leadsTo[name]);
          }
        }
      }),
    );
  });
});

describe('beginning the work', () => {
  test.each(['declined', 'expired'])('is refused with a letter that was %s', (letter) => {
    expect(() => activate(anEngagement({ letter }), now)).toThrow(letter);
  });
  test.each(['none', 'sent', 'signed', 'not-needed'])('goes with the letter %s', (letter) => {
    expect(statusOf(activate(anEngagement({ letter }), now))).toBe('active');
  });
  test('is refused while nothing is said of what is done', () => {
    expect(() => activate(anEngagement({ services: [] }), now)).toThrow('no service');
  });
});

describe('services', () => {
  test('keep their fees beside them, by id', () => {
    const engagement = anEngagement();
    const [service] = engagement.services;
    expect(service).not.toHaveProperty('fee');
    expect(engagement.fees).toEqual({ [service!.id]: fee });
  });

  test('change without their fee, and the fee without them', () => {
    const engagement = anEngagement();
    const { id } = engagement.services[0]!;
    const renamed = updateService(engagement, id, { name: 'Close', isPaused: true });
    expect(renamed.fees).toEqual(engagement.fees);
    expect(renamed.services[0]).toMatchObject({ name: 'Close', isPaused: true });
    expect(updateService(renamed, id, { isPaused: false }).services[0]).not.toHaveProperty('isPaused');
    const dearer = { how: 'fixed', amount: { amount: 125_000, currency: 'USD' } } as const;
    const changed = updateService(engagement, id, { fee: dearer });
    expect(changed).toEqual({ ...engagement, fees: { [id]: dearer } });
    expect(updateService(engagement, id, { fee: null })).not.toHaveProperty('fees');
  });

  test('come and go with their fees', () => {
    const engagement = anEngagement();
    const id = newId('service');
    const more = addService(engagement, { ...close, code: 'PAY', fee }, id);
    expect(Object.keys(more.fees!)).toHaveLength(2);
    expect(removeService(more, id)).toEqual(engagement);
  });

  test('are at most 40', () => {
    const services = Array.from({ length: 40 }, () => close);
    expect(() => addService(anEngagement({ services }), close, newId('service'))).toThrow('at most 40');
  });
});

test('at most 40 people have a part in one engagement', () => {
  const roles = (count: number) =>
    Array.from({ length: count }, () => ({ role: 'preparer', memberId: newId('member') }));
  const of = (counts: number[]) => counts.map((count) => ({ ...close, roles: roles(count) }));
  expect(() => anEngagement({ services: of([15, 15, 11]) })).toThrow('At most 40 people');
  const full = anEngagement({ services: of([15, 15, 10]) });
  expect(() => addService(full, of([1])[0]!, newId('service'))).toThrow('At most 40 people');
  expect(() => updateService(full, full.services[2]!.id, { roles: roles(11) })).toThrow('At most 40 people');
  expect(updateService(full, full.services[2]!.id, { roles: roles(9) }).services[2]!.roles).toHaveLength(9);
});

test('what has ended is not changed any more', () => {
  const over = end(anEngagement(), '2026-12-31', now);
  const { id } = over.services[0]!;
  const changes = [
    () => update(over, { title: 'x' }),
    () => addService(over, close, newId('service')),
    () => updateService(over, id, { name: 'x' }),
    () => removeService(over, id),
    () => activate(over, now),
    () => pause(over, now),
    () => resume(over),
    () => end(over, undefined, now),
  ];
  for (const change of changes) expect(change).toThrow('has ended');
});

test('the last day does not lie before the first', () => {
  const engagement = anEngagement({ startsOn: '2026-03-01' });
  expect(() => update(engagement, { endsOn: '2026-02-28' })).toThrow('last day');
  expect(() => end(engagement, '2026-02-28', now)).toThrow('last day');
  expect(update(engagement, { endsOn: '2026-03-01' }).endsOn).toBe('2026-03-01');
  expect(update(engagement, { startsOn: null, endsOn: '2026-02-28' }).endsOn).toBe('2026-02-28');
});
