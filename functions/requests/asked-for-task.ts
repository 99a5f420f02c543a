import type { Records } from '../../shared/table/records.ts';
import { isUnsent as isUnsentOrganizer, type Organizer } from '../organizers/organizer.ts';
import { organizers, organizersOfJob } from '../organizers/store.ts';
import { isUnsent, type Request } from './request.ts';
import { requests, requestsOfJob } from './store.ts';

/**
 * How far something is that a client was asked for. `given`: they have done what it takes, and the firm has not accepted
 * it yet; `there`: all of it is good.
 */
type Come = 'unsent' | 'open' | 'given' | 'there' | 'called-off';

/** Something that a client was asked for, perhaps so that a task is done. */
export type AskedForTask = {
  id: string;
  jobId: string | undefined;
  taskId: string | undefined;
  /** As the template calls it whose step asked. */
  key: string | undefined;
  title: string;
  come: Come;
};

function comeOf(request: Request): Come {
  if (isUnsent(request)) return 'unsent';
  if (request.status === 'cancelled') return 'called-off';
  return request.status === 'completed' ? 'there' : 'open';
}

export const askedByRequest = (request: Request): AskedForTask => {
  const { id, jobId, taskId, key, title } = request;
  return { id, jobId, taskId, key, title, come: comeOf(request) };
};

function organizerCome(organizer: Organizer): Come {
  if (isUnsentOrganizer(organizer)) return 'unsent';
  if (organizer.status === 'cancelled') return 'called-off';
  if (organizer.status === 'submitted') return 'given';
  return organizer.status === 'accepted' ? 'there' : 'open';
}

export const askedByOrganizer = (organizer: Organizer): AskedForTask => {
  const { id, jobId, taskId, requestKey: key, title } = organizer;
  return { id, jobId, taskId, key, title, come: organizerCome(organizer) };
};

/** This one with the others that the client was asked for so that the same task is done, each as its record is now. */
export async function askedWith(records: Records, asked: AskedForTask): Promise<AskedForTask[]> {
  const { id, jobId, taskId } = asked;
  if (jobId === undefined || taskId === undefined) return [asked];
  const page = { limit: 100 };
  const [lists, questions] = await Promise.all([
    requestsOfJob(records, jobId, page),
    organizersOfJob(records, jobId, page),
  ]);
  const isAnother = (one: { id: string; taskId?: string | undefined }) => one.id !== id && one.taskId === taskId;
  // Of two that come in at once the list may know neither.
  const [others, answered] = await Promise.all([
    Promise.all(lists.items.filter(isAnother).map((one) => records.find(requests, one.id))),
    Promise.all(questions.items.filter(isAnother).map((one) => records.find(organizers, one.id))),
  ]);
  return [
    asked,
    ...others.flatMap((one) => (one ? [askedByRequest(one)] : [])),
    ...answered.flatMap((one) => (one ? [askedByOrganizer(one)] : [])),
  ];
}

/** What a step could not send is sent by a person, and waited for; a draft that someone else wrote is not. */
const waited = (all: readonly AskedForTask[]) => all.filter(({ come, key }) => come !== 'unsent' || key !== undefined);

const isEach = (all: readonly AskedForTask[], ...comes: Come[]): boolean => {
  const some = waited(all);
  return (
    some.some(({ come }) => comes.includes(come)) &&
    some.every(({ come }) => come === 'called-off' || comes.includes(come))
  );
};

/** The client has done what it takes for all that was not called off, and there was something. */
export const isAllGiven = (all: readonly AskedForTask[]): boolean => isEach(all, 'given', 'there');

/** All that was not called off is good, and there was something: the task has its end. */
export const isAllThere = (all: readonly AskedForTask[]): boolean => isEach(all, 'there');
