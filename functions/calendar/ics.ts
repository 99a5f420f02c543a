import type { CivilDate } from '../../shared/dates/civil-date.ts';

/** One day, or one moment, in a calendar. */
export type Entry = {
  /** Stays the same however often it is read: by it a calendar knows what moved. */
  uid: string;
  summary: string;
  when: { on: CivilDate } | { at: string };
};

const most = 75;

/** A line of at most 75 octets; a longer one goes on after a break and a space, never inside a letter. RFC 5545, 3.1. */
export function fold(line: string): string {
  const parts: string[] = [''];
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > most) {
      parts.push('');
      octets = 1;
    }
    parts[parts.length - 1] += letter;
    octets += size;
  }
  return parts.join('\r\n ');
}

/** A text value, in which some letters mean something and others cannot stand. RFC 5545, 3.3.11. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\t\n]/gu, '')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);

/** `20261207T213000Z`. */
const stamp = (instant: string): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const dayOf = (date: CivilDate): string => date.replaceAll('-', '');

function lines({ uid, summary, when }: Entry, now: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp(now)}`,
    'on' in when ? `DTSTART;VALUE=DATE:${dayOf(when.on)}` : `DTSTART:${stamp(when.at)}`,
    `SUMMARY:${escaped(summary)}`,
    // What is due on a day takes none of its hours.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** An iCalendar object (RFC 5545, with the name and the hours between readings of RFC 7986). */
export function calendar(name: string, entries: readonly Entry[], now: string): string {
  const all = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Firmament//Due dates//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap((entry) => lines(entry, now)),
    'END:VCALENDAR',
  ];
  return all.map((line) => `${fold(line)}\r\n`).join('');
}
