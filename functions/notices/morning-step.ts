import { Apart } from '../../shared/apart.ts';
import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, Found, write } from '../../shared/events/write.ts';
import type { Caller } from '../../shared/http/route.ts';
import { newId } from '../../shared/ids.ts';
import { recordsOf, systemRecords } from '../../shared/table/records.ts';
import { type Item, type Key, type Table, type Write, WriteRefused } from '../../shared/table/table.ts';
import { callerOf } from '../firm/authenticate.ts';
import { calendarOf, type Firm } from '../firm/firm.ts';
import { hasAccess, type Member } from '../firm/member.ts';
import { absencesOf, firms, wholeTeam } from '../firm/store.ts';
import { DueRow } from '../jobs/due-row.ts';
import { queueMail } from '../notifications/mail.ts';
import { expiryOf, partitionOf, readNotice } from './notice.ts';
import { isMorningOf, isNothing, morningOf } from './morning.ts';
import { morningMail } from './morning-mail.ts';
import { allReadUntil, noticeChoices } from './store.ts';

const day = 86_400_000;
const before = (instant: string, ms: number) => new Date(Date.parse(instant) - ms).toISOString();
/** What is put down at this moment may not be seen yet: it is for the next mail. */
const settling = 60_000;
/** Who had no mail for longer is told of so many days. */
const longestSpan = 14 * day;
const daysAhead = 7;

const markKey = (memberId: string, today: CivilDate): Key => ({ pk: partitionOf(memberId), sk: `MORNING#${today}` });

/** The last morning of someone, whether there was a mail or not: until when they have been told. */
async function lastMorning(table: Table, memberId: string): Promise<Item | undefined> {
  const range = { prefix: 'MORNING#' };
  const { items } = await table.query({
    pk: partitionOf(memberId),
    range,
    newestFirst: true,
    limit: 1,
    strong: true,
  });
  return items[0];
}

type Time = { now: string; today: CivilDate; until: string };

/** Everything of one person's morning, behind their walls. */
async function gather(table: Table, person: Caller, last: Item | undefined, { now, today, until }: Time) {
  const records = recordsOf(table, person);
  const since = [(last?.until as string | undefined) ?? '', before(now, longestSpan)].toSorted().at(-1)!;
  const range = { from: 'DUE#', to: `DUE#${addDays(today, daysAhead + 1)}` };
  const [due, notices, choices, readUntil] = await Promise.all([
    records.page({ index: 'byPerson', pk: person.id, range, limit: 200 }),
    records.page({ pk: partitionOf(person.id), range: { prefix: 'NOTICE#' }, newestFirst: true, limit: 200 }),
    records.find(noticeChoices, person.id),
    allReadUntil(records, person.id),
  ]);
  return morningOf(
    {
      due: due.items.map((item) => DueRow.parse(item)),
      notices: notices.items.map(readNotice),
      choices,
      readUntil,
    },
    { today, since, until },
  );
}

/** A morning on which there is nothing to say is over, too. */
async function passOver(table: Table, mark: Write): Promise<void> {
  await table.write([mark]).catch((error: unknown) => {
    if (!(error instanceof WriteRefused)) throw error;
  });
}

async function morningFor(table: Table, { id, mail: to }: Member, time: Time): Promise<boolean> {
  const last = await lastMorning(table, id);
  const key = markKey(id, time.today);
  if (last?.sk === key.sk) return false;
  const person = await callerOf(table)(id, { evenEnded: true });
  const morning = await gather(table, person, last, time);
  const mark: Write = {
    put: { ...key, entity: 'morning', until: time.until, ttl: expiryOf(time.now) },
    if: 'absent',
  };
  if (isNothing(morning)) {
    await passOver(table, mark);
    return false;
  }
  const ids: string[] = [];
  const author: Author = {
    actor: 'system',
    at: time.now,
    requestId: `morning-${time.today}`,
    eventIds: (i) => (ids[i] ??= newId('event')),
  };
  const mailId = newId('mail');
  try {
    // The mark stands in the transaction that queues the mail: whoever comes second finds it, and sends none.
    await again(() =>
      write(table, [queueMail({ to, ...morningMail(morning), passing: true }, mailId, time.now)], author, mark),
    );
    return true;
  } catch (error) {
    if (error instanceof Found) return false;
    throw error;
  }
}

async function isTheirs(table: Table, member: Member, firm: Firm, now: string): Promise<boolean> {
  const today = civilDateAt(now, firm.timeZone);
  if (!hasAccess(member, today)) return false;
  const records = systemRecords(table);
  const [choices, { items: absences }] = await Promise.all([
    records.find(noticeChoices, member.id),
    absencesOf(records, member.id, today),
  ]);
  return isMorningOf({ choices, absences }, firm, calendarOf(firm), now);
}

/**
 * The one mail of the morning for each whose morning it is; any number of times and at once, one for each person and
 * day. Whoever it fails for does not keep it from the others: it is tried again, and finds what is done.
 */
export async function mornings(table: Table, now: string): Promise<{ sent: number }> {
  const records = systemRecords(table);
  const firm = await records.find(firms, 'firm');
  if (!firm) return { sent: 0 };
  const time = { now, today: civilDateAt(now, firm.timeZone), until: before(now, settling) };
  const apart = new Apart();
  let sent = 0;
  for (const member of await wholeTeam(records))
    await apart.run(async () => {
      if ((await isTheirs(table, member, firm, now)) && (await morningFor(table, member, time))) sent += 1;
    });
  apart.end('people got no morning mail');
  return { sent };
}
