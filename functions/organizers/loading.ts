import * as z from 'zod';
import type { Decided } from '../../shared/events/types.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { Key } from '../templates/texts.ts';
import type { changeOrganizer } from './changing.ts';
import { priorAnswers } from './prior.ts';
import { type Answers, loadOrganizer, readOrganizer } from './store.ts';
import { view } from './view.ts';

export const ById = z.object({ organizerId: Id('organizer') });
export const ByQuestion = ById.extend({ question: Key });

/** An organizer with last time's answers, as a page shows it. */
export async function read(records: Records, id: string) {
  const whole = await readOrganizer(records, id);
  return { whole, prior: await priorAnswers(records, whole.organizer) };
}

/** The same, to be changed. */
export async function load(records: Records, id: string) {
  const whole = await loadOrganizer(records, id);
  return { whole, prior: await priorAnswers(records, whole.organizer) };
}

/** One change of an organizer, and the organizer as it is then. */
export const answered = (
  { decided, whole }: ReturnType<typeof changeOrganizer>,
  prior: Answers,
  caller: Caller,
  beside: readonly Decided[] = [],
) => ({ write: [decided, ...beside], answer: view(whole, prior, caller) });
