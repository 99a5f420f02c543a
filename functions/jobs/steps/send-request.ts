import { broken } from '../../../shared/errors.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import { clients } from '../../clients/store.ts';
import { created, dispatched, drawItems } from '../../requests/changing.ts';
import type { Item } from '../../requests/item.ts';
import { loadMailing } from '../../requests/mail.ts';
import { draft, failed } from '../../requests/handling.ts';
import { most, NewRequest, type Request } from '../../requests/request.ts';
import { clientIdOf } from './client-of.ts';
import type { ByLetter, Effect, Running } from './kind.ts';
import { requestOf, statedFor } from './request-of.ts';
import { mostRecipients, recipientsOf, senderOf } from './send-mail.ts';
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

/**
 * Asks the client for what the template states. The step is done when all of it is there or settled; where the template
 * does not say, or asks for what no request can, a person asks and records how it ended. What is only to be signed goes by
 * letter.
 */
export async function sendRequest(running: Running): Promise<Effect | ByLetter> {
  const { records, whole, task, acting, newId } = running;
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
  if (!asked || typeof sender === 'string' || asked.items.length > most.items) return 'asked';
  const id = newId('request');
  const { by, now } = acting;
  const items = drawItems(asked.items, { requestId: id, clientId: client.id }, newId);
  const isReached = typeof people !== 'string';
  const contactIds = isReached ? people : [];
  const body = { ...asked, contactIds, senderId: sender.id, jobId: whole.job.id } satisfies NewRequest;
  const drawn = draft(body, items, { id, clientId: client.id, by, now, taskId: task.id, key: stated.key });
  const { type, request, mails } = isReached ? await sending(running, drawn, items) : unsent(drawn, people);
  return { isAsked: true, beside: [created({ request, items }, type, []).decided, ...mails] };
}
