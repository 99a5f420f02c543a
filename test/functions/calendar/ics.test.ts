import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendar, type Entry, escaped, fold } from '../../../functions/calendar/ics.ts';

const now = '2026-12-07T14:30:05.123Z';
const entry = (more: Partial<Entry> = {}): Entry => ({
  uid: 'tsk_1@firmament',
  summary: 'Reconcile',
  when: { on: '2026-12-31' },
  ...more,
});
const unfolded = (text: string) => text.replaceAll('\r\n ', '');
const valueOf = (text: string, name: string) =>
  unfolded(text)
    .split('\r\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1);

/** As RFC 5545 has a reader undo it. */
const read = (text: string) =>
  text.replaceAll(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? '\n' : letter));

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.toWellFormed()),
  fc
    .array(fc.constantFrom('\\', ';', ',', '\n', '\r\n', 'n', 'ß', '漢', '👩‍👩‍👧', 'BEGIN:VEVENT'), { maxLength: 120 })
    .map((all) => all.join('')),
);

describe('an iCalendar file', () => {
  test('has for each entry what a calendar needs, line by line', () => {
    expect(
      calendar(
        'Due at Larkfield & Rowe',
        [entry(), entry({ uid: 'b', when: { at: '2026-12-31T22:30:00.000Z' } })],
        now,
      ),
    ).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Firmament//Due dates//EN',
        'CALSCALE:GREGORIAN',
        'NAME:Due at Larkfield & Rowe',
        'X-WR-CALNAME:Due at Larkfield & Rowe',
        'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
        'X-PUBLISHED-TTL:PT1H',
        'BEGIN:VEVENT',
        'UID:tsk_1@firmament',
        'DTSTAMP:20261207T143005Z',
        'DTSTART;VALUE=DATE:20261231',
        'SUMMARY:Reconcile',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:b',
        'DTSTAMP:20261207T143005Z',
        'DTSTART:20261231T223000Z',
        'SUMMARY:Reconcile',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  test('no line is longer than 75 octets, no letter is cut, and unfolding gives the line back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = `SUMMARY:${escaped(text)}`;
        const folded = fold(line);
        const parts = folded.split('\r\n');
        for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
        for (const part of parts) expect(Buffer.from(part).toString()).toBe(part);
        expect(unfolded(folded)).toBe(line);
      }),
    );
  });

  test('a title is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replaceAll(/[^\P{Cc}\t\n]/gu, '');
        const summary = valueOf(calendar('x', [entry({ summary: text })], now), 'SUMMARY');
        expect(read(summary!)).toBe(plain);
      }),
    );
  });

  test('no title can begin a line of its own', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), (texts) => {
        const text = calendar(
          'x',
          texts.map((summary) => entry({ summary })),
          now,
        );
        const names = unfolded(text)
          .split('\r\n')
          .filter((line) => line === 'BEGIN:VEVENT');
        expect(names).toHaveLength(texts.length);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      }),
    );
  });

  test('a line of exactly 75 octets stays one, and the next octet begins another', () => {
    expect(fold('x'.repeat(75))).toBe('x'.repeat(75));
    expect(fold('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
    expect(fold('x'.repeat(150))).toBe(`${'x'.repeat(75)}\r\n ${'x'.repeat(74)}\r\n x`);
  });
});
