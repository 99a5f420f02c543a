import { broken } from '../../shared/errors.ts';
import { inOneLine } from '../requests/handling.ts';
import { isHeldFromAll } from '../requests/request.ts';
import { isOpen, isUnsent, type Organizer, unplanned } from './organizer.ts';

/** What is with the client is looked at for reminders; whatever else is not. */
export function chased(organizer: Organizer): Organizer {
  if (organizer.status === 'scheduled') return organizer;
  const { nextAt = organizer.returned?.at ?? organizer.sentAt, ladder, callSince } = organizer;
  const isChased = isOpen(organizer) && ladder !== 'none' && callSince === undefined && nextAt !== undefined;
  return isChased && !isHeldFromAll(organizer) ? { ...organizer, nextAt } : unplanned(organizer);
}

/** With whoever was reminded of it now. */
export const nudged = (organizer: Organizer, told: NonNullable<Organizer['reminders']>): Organizer => ({
  ...organizer,
  reminders: [...(organizer.reminders ?? []), ...told].slice(-100),
});

export function schedule(organizer: Organizer, at: string): Organizer {
  if (!isUnsent(organizer)) throw broken('This organizer was sent already');
  const { notSent: _, ...rest } = organizer;
  return { ...rest, status: 'scheduled', nextAt: at };
}

/** It was to go out and could not: it is a draft again that says why. */
export const failed = (organizer: Organizer, why: string): Organizer => ({
  ...unplanned(organizer),
  status: 'draft',
  notSent: inOneLine(why),
});
