import { written } from '../../functions/messages/store.ts';
import { begin } from '../../functions/messages/thread.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { anAuthor } from './builders.ts';
import type { Answer, Call, FirmUnderTest } from './call.ts';

export const someThread = (contactId: string, more: object = {}) => ({
  subject: 'The lease',
  contactIds: [contactId],
  text: 'Which of the two leases did you sign?',
  ...more,
});

export async function aThread(call: Call, clientId: string, body: object): Promise<Answer> {
  const reply = await call('POST', `/v1/clients/${clientId}/threads`, { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

/** One that a contact began, whatever the client is like. */
export async function aThreadFrom({ memory, admin }: FirmUnderTest, clientId: string, contactId: string) {
  const id = newId('thread');
  const now = '2026-01-05T15:00:00.000Z';
  const begun = begin(
    { subject: 'A question', contactIds: [contactId], memberIds: [] },
    { id, clientId, by: contactId, now },
  );
  const said = { id: newId('message'), by: contactId, at: now, text: 'May I ask something?' };
  await write(memory, [written({ begun }, said).decided], anAuthor(admin.id));
  return { threadId: id };
}
