import { invalid } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import { counting } from '../requests/files.ts';
import { type OrganizerAnswer, readValue, type Value } from './answer.ts';
import type { NewOrganizer } from './organizer.ts';
import type { Question } from './question.ts';
import { type Answers, organizers, readGiven } from './store.ts';

/** What was said to a question the last time: an answer, or the files that came. */
export type Prior = { value?: Value; files?: string[] };

/** What can be asked again is of the same client and by the same questions, and went out. */
export async function checkPrior(
  records: Records,
  startsFrom: string | undefined,
  { clientId, key }: { clientId: string; key: string },
): Promise<void> {
  if (startsFrom === undefined) return;
  const prior = await records.find(organizers, startsFrom);
  const isUsable = prior?.clientId === clientId && prior.questionnaire.key === key;
  if (!isUsable || prior.status === 'draft' || prior.status === 'cancelled')
    throw invalid({ path: 'body.startsFrom', message: 'No earlier organizer of this client asked the same questions' });
}

/** What of it fits the question as it is asked now. */
export function priorOf(question: Question, answer: OrganizerAnswer | undefined): Prior | undefined {
  if (!answer) return undefined;
  if (question.kind === 'file') {
    const files = counting(answer.files ?? []).map(({ name }) => name);
    return files.length > 0 ? { files } : undefined;
  }
  // A confirmation is given anew each time.
  if (answer.value === undefined || question.kind === 'confirmation') return undefined;
  const read = readValue(question, answer.value);
  return 'value' in read ? { value: read.value } : undefined;
}

/** Last time's answers; someone with limited access is shown them only where that one was addressed to them too. */
export async function priorAnswers(
  records: Records,
  { startsFrom }: Pick<NewOrganizer, 'startsFrom'>,
  caller?: Pick<Caller, 'id' | 'limited'>,
): Promise<Answers> {
  const none: Answers = new Map();
  if (startsFrom === undefined) return none;
  const { organizer, answers } = await readGiven(records, startsFrom);
  const isLimited = caller?.limited?.includes(organizer.clientId) ?? false;
  if (isLimited && !organizer.contactIds.includes(caller!.id)) return none;
  return organizer.status === 'cancelled' || organizer.erasedAt !== undefined ? none : answers;
}
