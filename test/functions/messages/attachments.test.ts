import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attach, nameOf } from '../../../functions/messages/attachments.ts';
import { beginningOf } from '../../../functions/messages/beginning.ts';

const place = { clientId: 'cli_1', contactIds: [], addedBy: 'system', visibility: 'firm' as const };
const bytes = new Uint8Array([1]);
const taking = (files: { name: string; type: string; bytes: Uint8Array }[]) =>
  attach(files, place, () => ({ id: 'doc_1', secret: 's' }), '2026-03-04T17:00:00.000Z');

describe('what a mail brought', () => {
  test.each<[string, string, string]>([
    ['Lease.pdf', 'application/pdf', 'Lease.pdf'],
    ['  ', '', 'Attachment'],
    ['', 'image/jpeg', 'Attachment.jpg'],
    ['File 2', 'application/pdf; name=x', 'File 2.pdf'],
    ['a/b\nc.pdf', 'application/pdf', 'a_b_c.pdf'],
    [`${'x'.repeat(250)}.pdf`, '', `${'x'.repeat(180)}${'x'.repeat(16)}.pdf`],
  ])('is named: %j, %j', (said, type, name) => {
    expect(nameOf(said, type)).toBe(name);
  });

  test('keeps its ending where its name is long and of letters of two halves', () => {
    const name = nameOf(`${'📄'.repeat(150)}.pdf`);
    expect(name).toMatch(/📄\.pdf$/u);
    expect([name.length <= 200, name.isWellFormed()]).toEqual([true, true]);
  });

  test('is taken or named as left out, whatever it is called and said to be', () => {
    const letter = fc.constantFrom('a', ' ', '.', '/', '\\', '\n', '📄', 'é', '\ud83d', '\u2028');
    const name = fc.oneof(fc.string({ unit: letter, maxLength: 300 }), fc.string({ maxLength: 500 }));
    const ending = fc.constantFrom('', '.pdf', '.exe', '\ud83d');
    const type = fc.oneof(fc.constantFrom('application/pdf', 'image/png', ''), fc.string({ maxLength: 300 }));
    fc.assert(
      fc.property(name, ending, type, (said, end, kind) => {
        const { taken, leftOut } = taking([{ name: `${said}${end}`, type: kind, bytes }]);
        expect(taken.length + leftOut.length).toBe(1);
        const called = taken[0]?.document.name ?? leftOut[0]!;
        expect([called.length > 0, called.length <= 200, called.isWellFormed()]).toEqual([true, true, true]);
      }),
    );
  });

  test('is taken whatever nonsense is said of its type', () => {
    const [one] = taking([{ name: 'Lease.pdf', type: `application/${'x'.repeat(300)}`, bytes }]).taken;
    expect(one!.document.type).toBe('application/pdf');
  });
});

describe('the beginning of a text', () => {
  test('is never half of a letter, and no shorter than it has to be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(60), (text, most) => {
        const begins = beginningOf(text, most);
        expect(text.startsWith(begins) && begins.isWellFormed()).toBe(true);
        expect(begins.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1);
        expect(begins.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
