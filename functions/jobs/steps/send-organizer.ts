import { start } from '../../../shared/events/chain.ts';
import type { Decided } from '../../../shared/events/types.ts';
import { organizerEvent } from '../../organizers/events.ts';
import { type NewOrganizer, draft, type Organizer } from '../../organizers/organizer.ts';
import { failed } from '../../organizers/planning.ts';
import { dispatched } from '../../organizers/sending.ts';
import { countsIn } from '../../organizers/standing.ts';
import { organizers } from '../../organizers/store.ts';
import { readSections } from '../../organizers/when.ts';
import { loadMailing } from '../../requests/mail.ts';
import type { Running } from './kind.ts';
import type { Questions } from './questionnaires-of.ts';
import { unlessBroken } from './unless-broken.ts';

/** How it is asked: as the request is that it stands in, and to the same people. */
export type Beside = Pick<NewOrganizer, 'dueOn' | 'ladder' | 'contactIds' | 'senderId' | 'why' | 'title'> & {
  clientId: string;
  /** As the template calls the request. */
  key: string;
  /** Whether the step waits for the answers. */
  isWaitedFor: boolean;
  /** Why it cannot go to anybody. */
  unsent: string | undefined;
};

/** On its way with its mails; or a draft that says why it could not go. */
async function sending({ records, acting: { now }, newId }: Running, organizer: Organizer, unsent: string | undefined) {
  const sent =
    unsent ??
    (await unlessBroken(
      (async () => dispatched(organizer, await loadMailing(records, organizer, 'organizer'), 'now', { now, newId }))(),
    ));
  return typeof sent === 'string'
    ? { type: 'organizer.not-sent' as const, organizer: failed(organizer, sent), mails: [] }
    : sent;
}

/** A questionnaire of a request: an organizer of its own, with a mail of its own; its reminders come with the others’. */
export async function sendOrganizer(
  running: Running,
  { id: questionnaireId, n, content, startsFrom }: Questions,
  { clientId, key, isWaitedFor, unsent, ...asked }: Beside,
): Promise<Decided[]> {
  const { whole, task, acting, newId } = running;
  const body: NewOrganizer = {
    ...asked,
    questionnaireId,
    jobId: whole.job.id,
    ...(isWaitedFor && { taskId: task.id }),
    ...(startsFrom !== undefined && { startsFrom }),
  };
  const drawn = draft(body, {
    id: newId('organizer'),
    clientId,
    questionnaire: { id: questionnaireId, key: content.key, n },
    ...(isWaitedFor && { requestKey: key }),
    title: content.title,
    counts: countsIn(readSections(content), new Map()),
    by: acting.by,
    now: acting.now,
  });
  const { type, organizer, mails } = await sending(running, drawn, unsent);
  const write = organizers.create(organizer);
  return [organizerEvent(type, start(write.item.pk), [write]), ...mails];
}
