import { broken } from '../../../shared/errors.ts';
import type { Decided } from '../../../shared/events/types.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import { clients } from '../../clients/store.ts';
import { created, dispatched, drawItems } from '../../requests/changing.ts';
import type { Item } from '../../requests/item.ts';
import { loadMailing } from '../../requests/mail.ts';
import { draft, failed } from '../../requests/handling.ts';
import { most, type NewRequest, type Request } from '../../requests/request.ts';
import { clientIdOf } from './client-of.ts';
import type { ByLetter, Effect, Running } from './kind.ts';
import { mostQuestionnaires, questionsOf } from './questionnaires-of.ts';
import { type RequestOf, requestOf, statedFor } from './request-of.ts';
import { mostRecipients, recipientsOf, senderOf } from './send-mail.ts';
import { sendOrganizer } from './send-organizer.ts';
import { signOffOf } from './sign-off-of.ts';
import { unlessBroken } from './unless-broken.ts';

/** Of those who get mail, who can answer on the clients’ page. */
async function whoAnswers(running: Running, client: Stored<Client>): Promise<string[]> {
  const answering = (await recipientsOf(running, client)).filter(({ link }) => link.portal);
  if (answering.length === 0)
    throw broken(`Nobody at ${client.name} who gets mail has access to the portal; switch it on with a person`);
  return answering.slice(0, mostRecipients).map(({ contact }) => contact.id);
}

const unsent = (request: Request, why: string) => ({
  type: 'request.not-sent' as const,
  request: failed(request, why),
  mails: [],
});

/** On its way with its mails; or a draft that says why it could not go. */
async function sending(running: Running, request: Request, items: readonly Item[]) {
  const { records, acting, newId } = running;
  const sent = await unlessBroken(
    (async () => {
      const mailing = await loadMailing(records, request, 'request');
      return dispatched(request, items, mailing, 'now', { now: acting.now, newId });
    })(),
  );
  return typeof sent === 'string' ? unsent(request, sent) : sent;
}

type Ready = { asked: RequestOf; client: Stored<Client>; senderId: string; people: string[] | string };

/** What of it is a list of things to send, answer or confirm. */
async function listed(running: Running, { asked, client, senderId, people }: Ready): Promise<Decided[]> {
  const { whole, task, acting, newId } = running;
  const { questionnaires: _, key, ...said } = asked;
  if (said.items.length === 0) return [];
  const id = newId('request');
  const { by, now } = acting;
  const items = drawItems(said.items, { requestId: id, clientId: client.id }, newId);
  const contactIds = typeof people === 'string' ? [] : people;
  const body = { ...said, contactIds, senderId, jobId: whole.job.id } satisfies NewRequest;
  const drawn = draft(body, items, { id, clientId: client.id, by, now, taskId: task.id, key });
  const { type, request, mails } =
    typeof people === 'string' ? unsent(drawn, people) : await sending(running, drawn, items);
  return [created({ request, items }, type, []).decided, ...mails];
}

/** The questionnaires that stand in it, each an organizer beside the list. */
async function besideList(running: Running, { asked, client, senderId, people }: Ready): Promise<Decided[]> {
  const { questionnaires, items, key, dueOn, ladder, why } = asked;
  const all = await Promise.all(questionnaires.map(({ ref }) => questionsOf(running, ref, client.id)));
  const isReached = typeof people !== 'string';
  const sent = all.map((questions, i) => {
    const { title, isOptional } = questionnaires[i]!;
    return sendOrganizer(running, questions, {
      clientId: client.id,
      key,
      dueOn,
      ladder,
      senderId,
      ...(why !== undefined && { why }),
      ...(title !== undefined && { title }),
      contactIds: isReached ? people : [],
      isWaitedFor: !isOptional || items.length === 0,
      unsent: isReached ? undefined : people,
    });
  });
  return (await Promise.all(sent)).flat();
}

/**
 * Asks the client for what the template states. The step is done when all of it is there or settled; where the template
 * does not say, or asks for what cannot be asked, a person asks and records how it ended. What is only to be signed goes by
 * letter.
 */
export async function sendRequest(running: Running): Promise<Effect | ByLetter> {
  const { records, whole } = running;
  const stated = await statedFor(running);
  if (!stated || whole.job.clientId === undefined) return 'asked';
  const client = await records.get(clients, clientIdOf(running));
  const signOff = await signOffOf(running, stated, client);
  if (signOff) return signOff;
  const [asked, people, sender] = await Promise.all([
    requestOf(running, stated, client),
    unlessBroken(whoAnswers(running, client)),
    unlessBroken(senderOf(running)),
  ]);
  if (!asked || asked.items.length > most.items || asked.questionnaires.length > mostQuestionnaires) return 'asked';
  if (typeof sender === 'string') return { isAsked: true, why: sender };
  const ready = { asked, client, senderId: sender.id, people };
  const beside = await unlessBroken(besideList(running, ready));
  if (typeof beside === 'string') return { isAsked: true, why: beside };
  return { isAsked: true, beside: [...(await listed(running, ready)), ...beside] };
}
