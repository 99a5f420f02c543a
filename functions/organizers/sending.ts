import type { NewId } from '../../shared/ids.ts';
import { type Firm, sendingOf } from '../firm/firm.ts';
import { goesAt } from '../requests/changing.ts';
import { asMailed } from '../requests/held.ts';
import { type Asked, nextLook } from '../requests/ladder.ts';
import { type Mailing, mailsTo, withMails } from '../requests/mail.ts';
import { fieldsOfOrganizer } from './mail.ts';
import { isOpen, type Organizer, send } from './organizer.ts';
import { schedule } from './planning.ts';

/** An organizer as a ladder sees it: what came back is asked for anew. */
export const askedOf = ({ status, returned, ...organizer }: Organizer): Asked => ({
  ...organizer,
  status: isOpen({ status }) ? 'in-progress' : status === 'scheduled' ? status : 'submitted',
  ...(returned && { returnedAt: returned.at }),
});

/** With the time at which people are next reminded. */
export function planned({ nextAt: _, ...organizer }: Organizer, firm: Firm): Organizer {
  const nextAt = nextLook(askedOf(organizer), sendingOf(firm));
  return nextAt === undefined ? organizer : { ...organizer, nextAt };
}

/** Sent with its mails, or scheduled; what could not be sent is refused now rather than on its day. */
export function dispatched(
  organizer: Organizer,
  mailing: Mailing,
  on: string,
  { now, newId }: { now: string; newId: NewId },
) {
  const { mails, latest } = mailsTo(mailing, fieldsOfOrganizer(organizer), { newId, now });
  const { firm } = mailing;
  const at = goesAt(firm, on, now);
  if (at !== undefined) return { type: 'organizer.scheduled' as const, organizer: schedule(organizer, at), mails: [] };
  const after = asMailed(withMails(send(organizer, now), latest), latest, firm);
  return { type: 'organizer.sent' as const, organizer: planned(after, firm), mails };
}
