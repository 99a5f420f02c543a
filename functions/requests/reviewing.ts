import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { By } from './answering.ts';
import { withFilesPut } from './files.ts';
import { isOpen, type Item } from './item.ts';

export const ReturnInput = z
  .strictObject({
    reason: z.string().trim().min(1).max(500),
    /** What helps; the mail needs it, and ready reasons have theirs. */
    hint: z.string().trim().min(1).max(500).optional(),
  })
  .meta({ id: 'ReturnInput' });

const another = 'If something is unclear, reply to this mail.';

/** Reasons that recur, with what helps the client. In braces stands what whoever picks one has to fill in. */
export const readyReasons: readonly { reason: string; hint: string }[] = [
  {
    reason: 'Part of the page is missing',
    hint: 'Lay it flat and keep all four edges in the picture.',
  },
  {
    reason: 'Too blurred to read',
    hint: 'Daylight, and hold still until it is sharp; a PDF from the website is best of all.',
  },
  { reason: 'It’s for another period', hint: 'We need {period, MMMM yyyy}.' },
  { reason: 'It’s for another account', hint: 'We need the one that ends in {account.last4}.' },
  { reason: 'Pages are missing', hint: 'It says 1 of 6; please send all six, the empty ones too.' },
  {
    reason: 'The file needs a password',
    hint: 'Save it without one, or send the password by phone, not by mail.',
  },
  { reason: 'We can’t open this kind of file', hint: 'PDF, photo or spreadsheet works.' },
  {
    reason: 'It stopped at our security check',
    hint: 'Please make a new copy from the source, or call us.',
  },
];

const hintFor = (reason: string): string => {
  const ready = readyReasons.find((one) => one.reason === reason)?.hint;
  return ready === undefined || ready.includes('{') ? another : ready;
};

export function accept(item: Item, { by, now }: By): Item {
  if (item.status !== 'submitted')
    throw broken(isOpen(item) ? `Nothing has come yet for “${item.title}”` : `“${item.title}” is settled already`);
  return { ...item, status: 'accepted', acceptedBy: by, acceptedAt: now };
}

/** What cannot be used goes back; so does what turned out so after it was accepted, or does apply after all. */
export function sendBack(item: Item, { reason, hint }: z.output<typeof ReturnInput>, { by, now }: By): Item {
  if (isOpen(item)) throw broken(`Nothing has come yet for “${item.title}”`);
  if (item.status === 'waived' || item.status === 'received-another-way')
    throw broken(`“${item.title}” was settled by the firm; open it again instead`);
  const { acceptedBy: _, acceptedAt: _at, settled: _settled, ...rest } = withFilesPut(item, 'sent-back');
  return { ...rest, status: 'returned', returned: { reason, hint: hint ?? hintFor(reason), by, at: now } };
}

type Settling = 'waived' | 'received-another-way';

/** The firm does without it, or has it already: a list can always be finished. */
export function settle(item: Item, status: Settling, why: string | undefined, { by, now }: By): Item {
  if (!isOpen(item)) throw broken(`“${item.title}” is not open any more`);
  return { ...item, status, settled: { ...(why !== undefined && { why }), by, at: now } };
}

/** What the firm had settled is asked for after all. */
export function reopen(item: Item): Item {
  if (item.status !== 'waived' && item.status !== 'received-another-way')
    throw broken(`“${item.title}” was not settled by the firm`);
  const { settled: _, ...rest } = item;
  return { ...rest, status: 'open' };
}

export function answerMoreTime(item: Item, granted: boolean, { by, now }: By): Item {
  const { moreTime } = item;
  if (!moreTime || moreTime.answer) throw broken(`Nobody asks for more time for “${item.title}”`);
  const answered = { ...moreTime, answer: { granted, by, at: now } };
  return { ...item, moreTime: answered, ...(granted && { dueOn: moreTime.until }) };
}
