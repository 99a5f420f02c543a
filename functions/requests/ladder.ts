import { addBusinessDays, isBusinessDay, roll } from '../../shared/dates/calendar.ts';
import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt, instantAt } from '../../shared/dates/zone.ts';
import type { Sending } from '../firm/mail-hours.ts';
import type { MailKey } from './mail.ts';
import { isHeldFrom, isHeldFromAll, isOpenRequest, type Ladder, type Request } from './request.ts';

type Planned = { on: CivilDate; time?: string; mail: MailKey };
type Plan = { steps: readonly Planned[]; call?: Planned };
type Anchors = { due: CivilDate; sentOn: CivilDate };

/** When reminders of a ladder are due, and when someone is to call: before anything is known of who was reminded. */
function planOf(ladder: Ladder, { due, sentOn }: Anchors, calendar: Sending['calendar']): Plan {
  const business = (n: number) => addBusinessDays(calendar, due, n);
  const onDay = (on: CivilDate, mail: MailKey): Planned => ({ on, mail });
  const last = 'reminder-last' as const;
  const afterDate = 'reminder-after-date' as const;
  const first = 'reminder-first' as const;
  switch (ladder) {
    case 'standard':
      return {
        steps: [onDay(business(-2), first), onDay(business(1), afterDate), onDay(business(4), last)],
        call: onDay(business(6), last),
      };
    case 'short':
      return { steps: [onDay(due, first), onDay(business(2), last)], call: onDay(business(3), last) };
    case 'urgent':
      return {
        steps: [
          { on: due, time: '09:00', mail: first },
          { on: due, time: '14:00', mail: afterDate },
        ],
        call: { on: due, time: '15:00', mail: last },
      };
    case 'season':
      return {
        steps: [
          onDay(addDays(sentOn, 10), first),
          onDay(addDays(sentOn, 21), first),
          onDay(addDays(due, -7), first),
          onDay(due, first),
          onDay(addDays(due, 5), last),
        ],
        call: onDay(addDays(due, 6), last),
      };
    case 'none':
      return { steps: [] };
  }
}

export type Reminder = { step: number; at: string; mail: MailKey };

/** No mail on a closed day, or outside the firm’s hours. */
function atOf({ on, time }: Planned, { calendar, timeZone, mailHours }: Sending): string {
  const day = isBusinessDay(calendar, on) ? on : roll(calendar, on, 'following');
  const within = time !== undefined && time >= mailHours.from && time < mailHours.to ? time : mailHours.from;
  return instantAt(day, within, timeZone);
}

/** What is asked of a client, as far as a ladder looks at it. */
export type Asked = Pick<
  Request,
  'status' | 'ladder' | 'dueOn' | 'openDueOn' | 'sentAt' | 'returnedAt' | 'reminders' | 'heard' | 'held' | 'contactIds'
> &
  Partial<Pick<Request, 'callSince' | 'nextAt' | 'mails'>>;

/** By which ladder people are reminded now: what was sent back begins anew, by the short one. */
export const ladderNow = ({ ladder, returnedAt }: Pick<Asked, 'ladder' | 'returnedAt'>): Ladder =>
  returnedAt === undefined || ladder === 'none' ? ladder : 'short';

const outAtOf = ({ held = [] }: Pick<Asked, 'held'>, contactId: string): string | undefined =>
  held.find((one) => one.contactId === contactId)?.outAt;

/** When the first of its people was asked: as it was sent, or once a held mail was let out. */
function askedAt(asked: Asked): string {
  const { sentAt = '', contactIds } = asked;
  const all = contactIds.filter((id) => !isHeldFrom(asked, id)).map((id) => outAtOf(asked, id) ?? sentAt);
  return all.toSorted((a, b) => (a < b ? -1 : 1))[0] ?? sentAt;
}

/** What was sent back has some days to be sent again, and so has what came to them only when it was due. */
function anchored(asked: Asked, { calendar, timeZone }: Sending) {
  const { dueOn, openDueOn = dueOn, sentAt = '', returnedAt } = asked;
  const ladder = ladderNow(asked);
  const reachedAt = askedAt(asked);
  const since = returnedAt ?? reachedAt;
  const [on, sentOn] = [civilDateAt(since, timeZone), civilDateAt(reachedAt, timeZone)];
  const isLate = returnedAt !== undefined || (reachedAt > sentAt && openDueOn < on);
  if (!isLate) return { ladder, since, anchors: { due: openDueOn, sentOn } };
  const again = addBusinessDays(calendar, on, 2);
  const due = openDueOn > again ? openDueOn : again;
  return { ladder, since, anchors: { due, sentOn } };
}

/** The reminders of a request in their order, and the call behind them. What would come with the request itself does not come. */
export function ladderOf(request: Asked, sending: Sending): { reminders: Reminder[]; callAt?: string; since: string } {
  if (!isOpenRequest(request) || request.sentAt === undefined || isHeldFromAll(request))
    return { reminders: [], since: '' };
  const { ladder, since, anchors } = anchored(request, sending);
  const { steps, call } = planOf(ladder, anchors, sending.calendar);
  const dated = steps
    .map((planned, step): Reminder => ({ step, at: atOf(planned, sending), mail: planned.mail }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.step - b.step));
  const reminders = dated.filter(isLaterThan(since, ladder, sending));
  return { reminders, ...(call && { callAt: atOf(call, sending) }), since };
}

/** What would come on the day itself on which they are asked does not come. */
const isLaterThan =
  (since: string, ladder: Ladder, { timeZone }: Sending) =>
  ({ at }: Reminder): boolean =>
    at > since && (ladder === 'urgent' || civilDateAt(at, timeZone) > civilDateAt(since, timeZone));

const quietHours = 48;
/** Until when nobody reminds who has sent something. */
export const quietAfter = (at: string | undefined): string | undefined =>
  at && new Date(Date.parse(at) + quietHours * 3_600_000).toISOString();
export const quietUntil = ({ heard = [] }: Pick<Asked, 'heard'>, contactId: string): string | undefined =>
  quietAfter(heard.find((one) => one.contactId === contactId)?.at);

/** When someone was last reminded by the ladder that holds now. */
function lastOf({ reminders = [] }: Asked, contactId: string, since: string): string | undefined {
  const own = reminders.filter((one) => one.contactId === contactId && one.step !== undefined && one.at > since);
  return own
    .map(({ at }) => at)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .at(-1);
}

/** The reminders that someone has still to get. */
function leftFor(request: Asked, contactId: string, sending: Sending): Reminder[] {
  if (isHeldFrom(request, contactId)) return [];
  const { reminders, since } = ladderOf(request, sending);
  const last = lastOf(request, contactId, since);
  const left = reminders.filter(({ at }) => last === undefined || at > last);
  const outAt = outAtOf(request, contactId);
  return outAt === undefined ? left : left.filter(isLaterThan(outAt, ladderNow(request), sending));
}

/** What someone is to be reminded by now: the latest that has come up, so that what was missed is not made up for in a row. */
export function reminderNow(request: Asked, contactId: string, sending: Sending, now: string): Reminder | undefined {
  const quiet = quietUntil(request, contactId);
  if (quiet !== undefined && now < quiet) return undefined;
  return leftFor(request, contactId, sending)
    .filter(({ at }) => at <= now)
    .at(-1);
}

/** Whom mail reaches now. Who is not among them keeps nothing waiting: what comes up meanwhile passes them by. */
export type Reach = { reached: ReadonlySet<string>; now: string };

/** Nobody is left who is still to be reminded, and could be. */
const isOut = (request: Asked, sending: Sending, reach?: Reach): boolean =>
  request.contactIds.every((id) => reach?.reached.has(id) === false || leftFor(request, id, sending).length === 0);

/** When the request is to be looked at next: someone’s next reminder, or the call when all are out. */
export function nextLook(request: Asked, sending: Sending, reach?: Reach): string | undefined {
  const { callAt } = ladderOf(request, sending);
  const next = request.contactIds.flatMap((contactId) => {
    const passed = reach?.reached.has(contactId) === false ? reach.now : '';
    const at = leftFor(request, contactId, sending).find((one) => one.at > passed)?.at;
    const quiet = quietUntil(request, contactId);
    if (at === undefined) return [];
    return [quiet !== undefined && quiet > at ? quiet : at];
  });
  const isCallNext = request.callSince === undefined && callAt !== undefined && isOut(request, sending, reach);
  const looks = isCallNext ? [...next, callAt] : next;
  return looks.toSorted((a, b) => (a < b ? -1 : 1))[0];
}

/** All reminders are out that reach anyone, and the day to call has come. */
export const isToCall = (request: Asked, sending: Sending, reach: Reach): boolean => {
  const { callAt } = ladderOf(request, sending);
  return (
    request.callSince === undefined && callAt !== undefined && callAt <= reach.now && isOut(request, sending, reach)
  );
};
