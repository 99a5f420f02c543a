import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { type Firm, sendingOf } from '../firm/firm.ts';
import { mailWaitsUntil } from '../firm/mail-hours.ts';
import { isUntold, type Letter, type Signer, turnOf } from './letter.ts';

/** Days after a mail in which who is to sign is left alone, and how often they are told again. */
export const reminding = { afterDays: 3, atMost: 4 } as const;

/** On which day, at the earliest, they are told again; never after the last day on which they can sign. */
function reminderOn({ mailedAt, reminded = 0 }: Signer, { dueOn }: Pick<Letter, 'dueOn'>): CivilDate | undefined {
  if (mailedAt === undefined || reminded >= reminding.atMost) return undefined;
  const on = addDays(mailedAt.slice(0, 10), reminding.afterDays);
  return on <= dueOn ? on : undefined;
}

/** When something of a letter has to happen by itself: a reminder, its end the day after its last, a mail with copies. */
export function nextLookOn(letter: Letter): CivilDate {
  if (letter.signedAt !== undefined) return letter.signedAt.slice(0, 10);
  const turn = turnOf(letter);
  // Signed by another, or sent, in the night: the mail waits for the morning.
  if (turn?.sentAt !== undefined && isUntold(turn)) return turn.sentAt.slice(0, 10);
  return (turn && reminderOn(turn, letter)) ?? addDays(letter.dueOn, 1);
}

/** Whose turn it is and who has heard nothing for days. */
export function toRemind(letter: Letter, today: CivilDate): Signer | undefined {
  const turn = turnOf(letter);
  const on = turn && reminderOn(turn, letter);
  return on !== undefined && on <= today && today <= letter.dueOn ? turn : undefined;
}

/** Before a firm is live its mail is held, whatever the hour. */
export const waitsForHours = (firm: Firm, now: string): boolean =>
  firm.liveSince !== undefined && mailWaitsUntil(sendingOf(firm), now) !== undefined;
