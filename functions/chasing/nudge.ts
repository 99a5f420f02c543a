import * as z from 'zod';
import { civilDateAt, type TimeZone } from '../../shared/dates/zone.ts';
import { DomainError } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { addressOf, checkPage, type Recipient } from '../notifications/client-mail.ts';
import { quietAfter, quietUntil } from '../requests/ladder.ts';
import { isHeldFrom } from '../requests/request.ts';
import { type Head, isOwed } from './chased.ts';
import { type Marks, wasRemindedOn } from './marks.ts';

/** So many requests and organizers at a time, the oldest first. */
export const mostAtOnce = 500;

const AskedId = z.union([Id('request'), Id('organizer')]);

/** What is to be reminded of: these; or all that clients owe, all of it or what one sent oneself. */
export const Wish = z
  .strictObject({
    ids: z
      .array(AskedId)
      .min(1)
      .max(mostAtOnce)
      .refine((ids) => new Set(ids).size === ids.length, 'Names each once')
      .optional(),
    mine: z.boolean().default(false),
  })
  .meta({ id: 'NudgeWish' });
export type Wish = z.output<typeof Wish>;

/** Whom to remind of what. */
export const Given = z.object({ people: z.array(z.object({ contactId: Id('contact'), ids: z.array(AskedId) })) });
export type Person = z.output<typeof Given>['people'][number];

/** Each of them once, whatever is asked of them by how many clients. */
export function peopleOf(heads: readonly Head[]): Person[] {
  const people = new Map<string, string[]>();
  for (const { id, asked } of heads)
    for (const contactId of asked.contactIds) people.set(contactId, [...(people.get(contactId) ?? []), id]);
  return [...people].map(([contactId, ids]) => ({ contactId, ids }));
}

/** Something that someone is asked for, with what decides whether they are reminded of it. */
export type Considered = { head: Head; recipient: Recipient | undefined; isAlive: boolean };
export type Circumstances = { contactId: string; marks: Marks; now: string; timeZone: TimeZone };

/** Why nothing reaches them; in words that name nobody, for results outlive an erasure. */
function whyUnreached(recipient: Recipient | undefined): string | undefined {
  if (!recipient) return 'This person is not there any more';
  try {
    addressOf(recipient);
    checkPage(recipient);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

/** What someone is reminded of now; or why they are left out. */
export function nudgeOf<C extends Considered>(
  considered: readonly C[],
  { contactId, marks, now, timeZone }: Circumstances,
): { of: C[] } | { leftOut: string } {
  const dayOf = (at: string) => civilDateAt(at, timeZone);
  const today = dayOf(now);
  const open = considered.filter(
    ({ head, isAlive }) => isAlive && isOwed(head) && head.asked.contactIds.includes(contactId),
  );
  if (open.length === 0) return { leftOut: 'Nothing of it is open any more' };
  const told = open.filter(({ head }) => !isHeldFrom(head.asked, contactId));
  if (told.length === 0) return { leftOut: 'The mail that asks this person was held, and is not let out' };
  const reached = told.filter(({ recipient }) => whyUnreached(recipient) === undefined);
  if (reached.length === 0) return { leftOut: whyUnreached(told[0]!.recipient)! };
  const quiet = [quietAfter(marks.heardAt), ...open.map(({ head }) => quietUntil(head.asked, contactId))];
  if (quiet.some((until) => now < (until ?? ''))) return { leftOut: 'This person sent something in the last 48 hours' };
  const isToday = open.some(({ head: { asked } }) =>
    (asked.reminders ?? []).some(
      (one) => one.contactId === contactId && one.missed === undefined && dayOf(one.at) === today,
    ),
  );
  if (wasRemindedOn(marks, today) || isToday) return { leftOut: 'This person was reminded today already' };
  const of = reached.filter(({ head: { asked } }) => asked.sentAt !== undefined && dayOf(asked.sentAt) < today);
  return of.length > 0 ? { of } : { leftOut: 'This person was asked for it only today' };
}
