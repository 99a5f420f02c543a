import { broken, invalid } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import type { Caller, Outcome } from '../../shared/http/route.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type * as z from 'zod';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { checkJob, checkNamed } from '../requests/changing.ts';
import { checkTask } from '../requests/for-task.ts';
import { organizerEvent } from './events.ts';
import { loadOrganizerMail } from './mail.ts';
import { draft, type NewOrganizer, type Organizer } from './organizer.ts';
import { checkPrior, priorAnswers } from './prior.ts';
import { getVersion, questionnaires } from './questionnaire-store.ts';
import { dispatched } from './sending.ts';
import { countsIn } from './standing.ts';
import { organizers } from './store.ts';
import { type OrganizerView, view } from './view.ts';
import { readSections } from './when.ts';

async function loadQuestions(records: Records, questionnaireId: string) {
  const found = await records.find(questionnaires, questionnaireId);
  if (!found) throw invalid({ path: 'body.questionnaireId', message: 'There is no questionnaire with this id' });
  if (found.status !== 'released') throw broken(`${found.name} is not released; release a version of it first`);
  return { questionnaire: found, ...(await getVersion(records, { questionnaireId, n: found.latest })) };
}

/** Everything that a new organizer is made of. */
export async function loadNew(records: Records, clientId: string, body: NewOrganizer, newId: NewId) {
  const [client, { id: callerId = '' }] = [await records.get(clients, clientId), await records.reader()];
  const { questionnaire, content, n } = await loadQuestions(records, body.questionnaireId);
  const about = { clientId: client.id, contactIds: body.contactIds, senderId: body.senderId ?? callerId };
  const [provided] = await Promise.all([
    checkNamed(records, client.id, body),
    checkJob(records, client.id, body.jobId).then(() => checkTask(records, body)),
    checkPrior(records, body.startsFrom, { clientId: client.id, key: questionnaire.key }),
  ]);
  const id = newId('organizer');
  const asked = { id: questionnaire.id, key: questionnaire.key, n };
  const [mailing, prior] = await Promise.all([
    body.send === undefined ? undefined : loadOrganizerMail(records, about, 'organizer'),
    priorAnswers(records, body),
  ]);
  return { id, client, asked, content, provided, mailing, prior };
}

type Loaded = Awaited<ReturnType<typeof loadNew>>;
type Circumstances = { caller: Caller; now: string; newId: NewId };

export function make(
  { id, client, asked, content, provided, mailing, prior }: Loaded,
  body: NewOrganizer,
  { caller, now, newId }: Circumstances,
): Outcome<z.input<typeof OrganizerView>> {
  notErased(client);
  if (client.lifecycle === 'archived')
    throw broken(`${client.name} is archived; bring it back before it is asked for things`);
  const sections = readSections(content);
  const making = { id, clientId: client.id, questionnaire: asked, title: content.title, by: caller.id, now };
  const drawn = draft(body, { ...making, counts: countsIn(sections, new Map()) });
  const { type, organizer, mails } = mailing
    ? dispatched(drawn, mailing, body.send ?? 'now', { now, newId })
    : { type: 'organizer.drafted' as const, organizer: drawn, mails: [] };
  const write = organizers.create(organizer);
  const made = { organizer: write.after as Stored<Organizer>, sections, answers: new Map(), intro: content.intro };
  return {
    write: [organizerEvent(type, start(write.item.pk), [write], { provided }), ...mails],
    answer: view(made, prior, caller),
    location: `/v1/organizers/${id}`,
  };
}
