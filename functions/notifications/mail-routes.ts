import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { List, paging, Paging } from '../../shared/http/lists.ts';
import { everyone, leads, type Route, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Batch, BatchView, view as batchView } from '../batches/batch.ts';
import { clients } from '../clients/store.ts';
import { firms } from '../firm/store.ts';
import { discard, mailToContact, MailLine, MailView, NewClientMail, release, view } from './client-mail.ts';
import { startOnHeld } from './held-mail.ts';
import { type Mail, MailStatus } from './mail.ts';
import { loadMail, loadRecipient, mailOf, mailsIn, mailsOfClient, recipientOf } from './store.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });
const ById = z.object({ mailId: Id('mail') });
const OnHeld = z.strictObject({ clientId: Id('client').optional() }).meta({ id: 'OnHeldMail' });

/** Releasing or discarding what is held: one route each, alike but for what is done. */
const onHeld = (act: 'release' | 'discard', summary: string): Route<object> =>
  on.changes({
    method: 'POST',
    path: `/v1/mails/${act}`,
    summary,
    description: 'Exactly what is held at this moment, in the background; the batch has a result for each mail.',
    allow: leads,
    body: OnHeld,
    status: 201,
    response: BatchView,
    async load({ body: { clientId } }, { records, newId }) {
      const [firm] = await Promise.all([
        records.get(firms, 'firm'),
        clientId === undefined ? undefined : records.get(clients, clientId),
      ]);
      return { firm, upTo: newId('mail'), id: newId('batch') };
    },
    decide({ loaded: { firm, upTo, id }, body: { clientId }, caller, now }) {
      if (act === 'release' && firm.liveSince === undefined)
        throw broken('The firm has not gone live: nothing is sent to clients until an administrator lets mail out');
      const started = startOnHeld({ act, clientId, upTo, startedBy: caller.id }, id, now);
      return {
        write: [started],
        answer: batchView(started.records[0]!.after as Stored<Batch>, undefined, caller),
        location: `/v1/batches/${id}`,
      };
    },
  });

export const mailRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/mails',
    summary: 'Write a mail to a contact of a client',
    description: 'Held until the firm has gone live, else on its way at once: `status` says which.',
    allow: staff,
    params: OfClient,
    body: NewClientMail,
    status: 201,
    response: MailView,
    async load({ params: { clientId }, body: { contactId } }, { records, newId }) {
      // The client first: nothing is said of people of a client that the caller may not see.
      await records.get(clients, clientId);
      return { recipient: await loadRecipient(records, { clientId, contactId }), id: newId('mail') };
    },
    decide({ loaded: { recipient, id }, body: { subject, text }, caller, now }) {
      const from = `${caller.name}, ${recipient.firm.name}`;
      const decided = mailToContact(recipient, { subject, text, from, writtenBy: caller.id }, { id, now });
      return {
        write: [decided],
        answer: view(decided.records[0]!.after as Stored<Mail>, caller),
        location: `/v1/mails/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/mails',
    summary: 'The mail to a client’s contacts, newest first',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(MailLine),
    load: ({ params, query }, { records }) => mailsOfClient(records, params.clientId, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((mail) => view(mail, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/mails',
    summary: 'The mail to clients in one state, newest first',
    allow: everyone,
    query: z.strictObject({ status: MailStatus.default('held'), ...paging }),
    response: List(MailLine),
    load: ({ query }, { records }) => mailsIn(records, query.status, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((mail) => view(mail, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/mails/{mailId}',
    summary: 'A mail to a client, whole',
    allow: everyone,
    params: ById,
    response: MailView,
    load: ({ params }, { records }) => mailOf(records, params.mailId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/mails/{mailId}/release',
    summary: 'Send a held mail',
    description: 'To the address that its contact has now. Refused until the firm has gone live.',
    allow: staff,
    params: ById,
    response: MailView,
    async load({ params }, { records }) {
      const loaded = await loadMail(records, params.mailId);
      return { ...loaded, recipient: await recipientOf(records, loaded.mail) };
    },
    subject: ({ mail }) => mail,
    decide({ loaded: { recipient, ...loaded }, caller, now }) {
      const decided = release(loaded, recipient, now);
      return { write: [decided], answer: view(decided.records[0]!.after as Stored<Mail>, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/mails/{mailId}/discard',
    summary: 'Throw a held mail away; it stays readable',
    allow: staff,
    params: ById,
    response: MailView,
    load: ({ params }, { records }) => loadMail(records, params.mailId),
    subject: ({ mail }) => mail,
    decide({ loaded, caller, now }) {
      const decided = discard(loaded, now);
      return { write: [decided], answer: view(decided.records[0]!.after as Stored<Mail>, caller) };
    },
  }),
  onHeld('release', 'Send all held mail, of one client or of all'),
  onHeld('discard', 'Throw all held mail away, of one client or of all'),
];
