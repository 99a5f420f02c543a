import { civilDateAt } from '../../shared/dates/zone.ts';
import type { Item, Key, Table, Write } from '../../shared/table/table.ts';
import type { Firm } from '../firm/firm.ts';
import { heardFrom } from '../requests/heard.ts';
import { type Asked, quietAfter } from '../requests/ladder.ts';

const partition = (contactId: string) => `REMINDED#${contactId}`;
export const remindedKey = (contactId: string): Key => ({ pk: partition(contactId), sk: 'REMINDED' });
export const heardKey = (contactId: string): Key => ({ pk: partition(contactId), sk: 'HEARD' });

/** What is known of someone whatever they are asked: the mail of the day that reminded them, and when they last sent something. */
export type Marks = { reminded?: Item | undefined; heardAt?: string | undefined };

export const keysOfMarks = (contactId: string): Key[] => [remindedKey(contactId), heardKey(contactId)];

/** The marks of one of those whose items were read. */
export function marksIn(items: readonly Item[], contactId: string): Marks {
  const theirs = items.filter(({ pk }) => pk === partition(contactId));
  const [reminded, heard] = keysOfMarks(contactId).map(({ sk }) => theirs.find((item) => item.sk === sk));
  return { reminded, heardAt: heard?.at as string | undefined };
}

export async function marksOf(table: Table, contactId: string): Promise<Marks> {
  return marksIn(await table.getMany(keysOfMarks(contactId), { strong: true }), contactId);
}

export const wasRemindedOn = ({ reminded }: Marks, today: string): boolean => reminded?.on === today;

/** Who sent something is left alone for two days, and nobody is reminded twice on a day: of whatever it is. */
export const isLeftAlone = (marks: Marks, { timeZone }: Pick<Firm, 'timeZone'>, now: string): boolean =>
  wasRemindedOn(marks, civilDateAt(now, timeZone)) || now < (quietAfter(marks.heardAt) ?? '');

/** That someone was reminded on a day, once: whoever comes second loses. */
export function marking(contactId: string, today: string, { reminded }: Marks): Write {
  const put = { ...remindedKey(contactId), entity: 'reminded', on: today };
  return { put, if: reminded ? { is: { on: reminded.on as string } } : 'absent' };
}

/** The same of people who are reminded by hand, whether or not they were today already; what is held reminds nobody. */
export function markingAll(
  items: readonly Item[],
  contactIds: readonly string[],
  { timeZone, liveSince }: Pick<Firm, 'timeZone' | 'liveSince'>,
  now: string,
): Write[] {
  if (liveSince === undefined) return [];
  const today = civilDateAt(now, timeZone);
  return contactIds.flatMap((contactId) => {
    const marks = marksIn(items, contactId);
    return wasRemindedOn(marks, today) ? [] : [marking(contactId, today, marks)];
  });
}

/** What is asked, with what its people sent for anything else. */
export function withMarks(asked: Asked, marks: ReadonlyMap<string, Marks>): Asked {
  return asked.contactIds.reduce((after, contactId) => {
    const { heardAt = '' } = marks.get(contactId) ?? {};
    const known = after.heard?.find((one) => one.contactId === contactId)?.at ?? '';
    return heardAt > known ? heardFrom(after, contactId, heardAt) : after;
  }, asked);
}
