import { addBusinessDays } from '../../../shared/dates/calendar.ts';
import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { clients } from '../../clients/store.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { engagements } from '../../engagements/store.ts';
import type { LetterWords } from '../../letters/letter-template.ts';
import { findWords } from '../../letters/words.ts';
import type { ByLetter, Effect, Running } from './kind.ts';
import { letterOf } from './letter-of.ts';
import { signingOf } from './signers.ts';

/** Days in which a client signs, where no day of the job says otherwise; and as few as one of them may leave. */
const days = { usual: 10, least: 5 };

/** By the first day of the job on which it has to be there, if that leaves time to read it. */
function dayToSign({ whole: { schedule }, task, acting: { dating } }: Running): CivilDate {
  const { today, calendars } = dating;
  const least = addBusinessDays(calendars.firm, today, days.least);
  const names = new Set(['letter.signed', task.id, task.key]);
  const waiting = Object.values(schedule.lines).filter(({ after = [] }) => after.some((ref) => names.has(ref)));
  const possible = [schedule.lines[task.id], ...waiting]
    .flatMap((line) => line?.due ?? [])
    .filter((day) => day >= least)
    .toSorted();
  return possible[0] ?? addBusinessDays(calendars.firm, today, days.usual);
}

type Found = { key: string; words: LetterWords | undefined; engagement: Stored<Engagement> | undefined };

/** Why a person writes it. */
function whyNot({ key, words, engagement }: Found): string | undefined {
  if (key === 'non-engagement')
    return 'Nobody signs a letter by which the firm does not act: send it as a mail, and record here that it went';
  if (!words) return `There is no letter “${key}” to begin with; write one, and it is done here once it is signed`;
  if (words.kind === 'sign-off') return `By “${key}” a document is signed off; choose the document`;
  if (!engagement)
    return 'A letter says what an engagement agrees, and this job belongs to none: write it for one by hand';
  return engagement.endedAt === undefined ? undefined : `“${engagement.title}” has ended; write the letter for another`;
}

/**
 * The letter that the template names, for the engagement of the job, to all who sign for the client: sent, or drafted
 * where a person is to send it. What cannot be drawn up at all is left to a person, who writes it.
 */
export async function sendLetter(running: Running): Promise<Effect | ByLetter> {
  const { records, whole, auto } = running;
  const { clientId, engagementId } = whole.job;
  if (clientId === undefined) return 'asked';
  const key = String(auto.letter);
  const [client, words, engagement] = await Promise.all([
    records.get(clients, clientId),
    findWords(records, key),
    engagementId === undefined ? undefined : records.find(engagements, engagementId),
  ]);
  const why = whyNot({ key, words, engagement });
  if (!words || !engagement || why !== undefined) return why === undefined ? 'asked' : { byLetter: { why } };
  const { kind, title, text } = words;
  return letterOf(running, client, {
    kind,
    title,
    text,
    engagementId: engagement.id,
    dueOn: dayToSign(running),
    signing: await signingOf(records, client, 'all-taxpayers'),
    isHeld: auto.drafts === true,
  });
}
