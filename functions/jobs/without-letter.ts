import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import type { Engagement } from '../engagements/engagement.ts';
import { engagements, everyEngagementOf } from '../engagements/store.ts';
import type { Firm } from '../firm/firm.ts';
import { isOver, type Job } from './job.ts';
import type { Task } from './task.ts';

/** That work has no letter behind it, what the firm's rule makes of that, and why. */
export const WithoutLetter = z
  .object({ rule: z.enum(['warn', 'stop']), says: z.string(), engagementId: Id('engagement').optional() })
  .meta({ id: 'WithoutLetter' });
export type WithoutLetter = z.output<typeof WithoutLetter>;

type Agreed = Pick<Engagement, 'id' | 'title' | 'letter'>;

/** The engagement that work is for, and all that the client has. */
export type LetterGround = {
  firm: Pick<Firm, 'letterRule'>;
  client: Pick<Client, 'name' | 'internal'> | undefined;
  engagement?: Agreed | undefined;
  engagements: readonly Agreed[];
};

type Work = {
  job: Pick<Job, 'clientId' | 'quick'>;
  tasks: readonly Pick<Task, 'auto' | 'after' | 'dueRule'>[];
};

/** Who says that none is needed has thought of it. */
export const covers = ({ letter }: Agreed): boolean => letter === 'signed' || letter === 'not-needed';

function whyOf({ title, letter }: Agreed): string {
  if (letter === 'declined') return `The letter of “${title}” was declined`;
  if (letter === 'expired') return `The letter of “${title}” has expired`;
  const isOut = letter === 'sent' || letter === 'viewed';
  return isOut ? `The letter of “${title}” is out, and not signed yet` : `No letter of “${title}” was sent yet`;
}

/** It sends the letter, or waits for it itself: by such work a letter comes to be signed. */
const seesToIt = ({ auto, after = [], dueRule = '' }: Work['tasks'][number]): boolean =>
  auto?.kind === 'send-letter' || after.includes('letter.signed') || dueRule.startsWith('letter.signed');

const isMeant = ({ job, tasks }: Work, { letterRule = 'off' }: LetterGround['firm']): boolean =>
  letterRule !== 'off' && job.clientId !== undefined && job.quick !== true && !tasks.some(seesToIt);

/**
 * The one rule for all work: made, begun or gone on with by a person, a step or a series. Work for an engagement goes by
 * the letter of that engagement. Work outside any goes by all that the client ever agreed to: one letter that is signed
 * is enough, and a client who has signed none has no letter. Nothing is asked of the firm's own work, of a task that
 * someone noted down, a call to make for one, and of work that sees to the letter itself. What was begun before goes on,
 * and says that it has none; what came from another system was begun there.
 */
export function withoutLetter(work: Work, ground: LetterGround): WithoutLetter | undefined {
  const { firm, client, engagement, engagements: all } = ground;
  if (!isMeant(work, firm) || client?.internal) return undefined;
  const rule = firm.letterRule === 'stop' ? 'stop' : 'warn';
  if (engagement)
    return covers(engagement) ? undefined : { rule, says: whyOf(engagement), engagementId: engagement.id };
  return all.some(covers) ? undefined : { rule, says: `${client?.name ?? 'This client'} has signed no letter yet` };
}

/** The same of a job that stands; where the firm has no such rule, nothing is read for it. */
export async function loadWithoutLetter(
  records: Records,
  work: Work & { job: Pick<Job, 'engagementId'> },
  firm: LetterGround['firm'],
): Promise<WithoutLetter | undefined> {
  const { clientId, engagementId } = work.job;
  if (clientId === undefined || !isMeant(work, firm)) return undefined;
  const [client, engagement] = await Promise.all([
    records.present(clients, clientId),
    engagementId === undefined ? undefined : records.find(engagements, engagementId),
  ]);
  const all = client && !engagement ? await everyEngagementOf(records, client.id) : [];
  return withoutLetter(work, { firm, client, engagement, engagements: all });
}

/** Refuses to make work that the firm does not begin without a letter. */
export function notWithoutLetter(found: WithoutLetter | undefined): void {
  if (found?.rule !== 'stop') return;
  const { says, engagementId } = found;
  throw broken(`No work begins without a signed letter. ${says}`, {
    field: 'letter',
    ...(engagementId !== undefined && { engagementId }),
  });
}

type State = Pick<Job, 'status' | 'startedAt'>;

const hasBegun = ({ status, startedAt }: State): boolean =>
  startedAt !== undefined || (status !== 'planned' && status !== 'ready' && status !== 'cancelled');

/** Whether a change begins a job, or goes on with one that was over. */
export const begins = (before: State, after: State): boolean =>
  isOver(before) ? !isOver(after) : !hasBegun(before) && hasBegun(after);
