import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, Signature } from '../../../functions/letters/acceptance.ts';
import { consent } from '../../../functions/letters/consent.ts';
import { type Letter, turnOf } from '../../../functions/letters/letter.ts';
import {
  decline,
  expire,
  extend,
  opened,
  rendered,
  send,
  sign,
  textHashOf,
  withdraw,
} from '../../../functions/letters/signing.ts';
import { DomainError } from '../../../shared/errors.ts';

const when = { now: '2026-03-04T17:00:00.000Z', today: '2026-03-04' };
const late = { now: '2026-04-02T17:00:00.000Z', today: '2026-04-02' };
const file = 'a'.repeat(64);
const people = ['con_1', 'con_2', 'con_3'];

const drawn = (signers: readonly string[] = ['con_1', 'con_2']): Letter => ({
  id: 'ltr_1',
  clientId: 'cli_1',
  engagementId: 'eng_1',
  kind: 'engagement-letter',
  title: 'Our letter',
  text: 'We keep your books.',
  signers: signers.map((contactId) => ({ contactId, name: `Person ${contactId}` })),
  dueOn: '2026-04-01',
  status: 'draft',
  createdAt: when.now,
});
const out = (signers?: readonly string[]) => rendered(send(drawn(signers), when), file, when.now);
const given = {
  documentSha256: file,
  consentVersion: consent.version,
  signature: { method: 'typed', name: 'Anna Berg' },
  address: '203.0.113.9',
  userAgent: 'A browser',
} as const;
const signedBy = (letter: Letter, contactId: string) =>
  sign(opened(letter, contactId, when.now), contactId, given, when).letter;

describe('a letter', () => {
  test('is signed by one after the other, and signed when all have', () => {
    const first = signedBy(out(), 'con_1');
    expect(first).toMatchObject({ status: 'partly-signed', signers: [{ signedAt: when.now }, { sentAt: when.now }] });
    expect(signedBy(first, 'con_2')).toMatchObject({ status: 'signed', signedAt: when.now });
  });

  test('tells nobody before its file is made, and later signers not before their turn', () => {
    const sent = send(drawn(), when);
    expect(turnOf(sent)).toBeUndefined();
    expect(() => opened(sent, 'con_1', when.now)).toThrow('There is no letter');
    expect(() => opened(out(), 'con_2', when.now)).toThrow('There is no letter');
    expect(out().signers.map(({ sentAt }) => sentAt)).toEqual([when.now, undefined]);
  });

  test('is not there for others, and is not signed twice, late or unread', () => {
    expect(() => signedBy(out(), 'con_9')).toThrow('There is no letter');
    expect(() => signedBy(signedBy(out(), 'con_1'), 'con_1')).toThrow('signed this letter already');
    expect(() => sign(opened(out(), 'con_1', when.now), 'con_1', given, late)).toThrow('has passed');
    expect(() => signedBy(expire(out(), late), 'con_1')).toThrow('has expired');
    expect(() => sign(out(), 'con_1', given, when)).toThrow('Read this letter');
  });

  test('is signed as it was read: another file or other words of consent are refused', () => {
    const read = opened(out(), 'con_1', when.now);
    expect(() => sign(read, 'con_1', { ...given, documentSha256: 'b'.repeat(64) }, when)).toThrow('read it again');
    expect(() => sign(read, 'con_1', { ...given, consentVersion: 0 }, when)).toThrow('read it again');
  });

  test('keeps the hash of what was accepted, whatever the order of its fields', () => {
    const { letter, acceptance } = sign(opened(out(), 'con_1', when.now), 'con_1', given, when);
    expect(letter.signers[0]?.acceptance).toBe(hashOf(acceptance));
    const turned = Object.fromEntries(Object.entries(acceptance).toReversed()) as typeof acceptance;
    expect(hashOf(turned)).toBe(hashOf(acceptance));
    expect(hashOf({ ...acceptance, address: '203.0.113.8' })).not.toBe(hashOf(acceptance));
  });

  test('has one file: the same one again changes nothing, another is refused', () => {
    expect(rendered(out(), file, late.now)).toEqual(out());
    expect(() => rendered(out(), 'b'.repeat(64), when.now)).toThrow('Another file');
  });

  test('is sent with signers, each once, and a day that has not passed', () => {
    expect(() => send(drawn([]), when)).toThrow('who is to sign');
    expect(() => send(drawn(['con_1', 'con_1']), when)).toThrow('sign twice');
    expect(() => send(drawn(), late)).toThrow('has passed');
    expect(send(drawn(), when).textSha256).toBe(textHashOf(drawn()));
    expect(textHashOf({ ...drawn(), text: 'We keep your books!' })).not.toBe(textHashOf(drawn()));
  });

  test('that expired goes on where it was when it gets a later day', () => {
    const expired = expire(signedBy(out(), 'con_1'), late);
    expect(expired.status).toBe('expired');
    expect(extend(expired, '2026-05-01', late)).toMatchObject({ status: 'partly-signed', dueOn: '2026-05-01' });
    expect(() => extend(expired, '2026-04-01', late)).toThrow('Lies not after');
  });
});

test('a drawing is lines of a path in whole points, and nothing that a page could run', () => {
  const takes = (drawing: string) => Signature.safeParse({ method: 'drawn', name: 'A', drawing }).success;
  expect(takes('M10,10L20,20M300,100L0,0L1,1')).toBe(true);
  expect(takes('M10 10 L20,20.5 C1-2 3 4 5 6')).toBe(false);
  expect(takes('M10 10"/><script>')).toBe(false);
  expect(takes('data:image/png;base64,iVBORw0KGgoAAA==')).toBe(false);
  expect(takes('data:image/svg+xml;base64,PHN2Zz4=')).toBe(false);
});

const who = fc.constantFrom(...people, 'con_9');
const nobody = fc.constant('');
/** What ends a letter is rarer than what goes on with it, else few would come to their last signature. */
const deeds = fc.oneof(
  { weight: 16, arbitrary: fc.record({ do: fc.constantFrom('sign', 'open'), who }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('send', 'render', 'extend'), who: nobody }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('void', 'expire'), who: nobody }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decline'), who }) },
);
type Deed = { do: string; who: string };

function done(letter: Letter, deed: Deed): Letter {
  switch (deed.do) {
    case 'send':
      return send(letter, when);
    case 'render':
      return rendered(letter, file, when.now);
    case 'open':
      return opened(letter, deed.who, when.now);
    case 'sign':
      return sign(letter, deed.who, given, when).letter;
    case 'decline':
      return decline(letter, deed.who, 'Too dear', when);
    case 'void':
      return withdraw(letter, 'A mistake', 'mem_1', when.now);
    case 'extend':
      return extend(letter, '2026-05-01', when);
    default:
      return expire(letter, late);
  }
}

test('in whatever order people act, it is signed by all in their order or not signed, and rests once it is over', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(deeds, { maxLength: 60, size: 'max' }), (all) => {
      let letter = drawn(people);
      const signatures: string[] = [];
      for (const deed of all) {
        const before = letter;
        try {
          letter = done(before, deed);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          continue;
        }
        reached.add(letter.status);
        if (deed.do === 'sign') signatures.push(deed.who);
        expect(signatures).toEqual(people.slice(0, signatures.length));
        expect(letter.status === 'signed').toBe(signatures.length === people.length);
        if (before.status === 'void' || before.status === 'signed') expect(letter).toEqual(before);
        if (before.status === 'declined') expect(['declined', 'void']).toContain(letter.status);
        expect(letter.signers.filter(({ sentAt }) => sentAt).length).toBeLessThanOrEqual(signatures.length + 1);
      }
    }),
    { numRuns: 1500, seed: 7 },
  );
  for (const status of ['sent', 'partly-signed', 'signed', 'declined', 'expired', 'void'])
    expect(reached).toContain(status);
});
