import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';

const either = (turn: number, one: string, other: string) => (turn % 2 === 0 ? one : other);
const person = { name: 'Dana Whitfield', mail: 'dana@whitfield.example', phone: '+1 555 010 2233' };
const note = 'Asked for the bank statements of the last quarter; will send them by Friday.';

/** Someone of another client: linking them changes the person too. */
const strangerTo = async ({ make, moving, other }: Scene) => ({
  params: { clientId: moving.clientId, contactId: await make.contact(person, [other], afterwards) },
});
const sharedWith = async ({ make, moving, other }: Scene) => ({
  params: { clientId: moving.clientId, contactId: await make.contact(person, [other, moving.clientId], afterwards) },
});
const archived = async ({ make }: Scene) => {
  const client = { name: 'Closed Practice', lifecycle: 'archived' } as const;
  const { id } = await make.client({ client, taxId: '12-3456789', notes: [note, note, note] }, afterwards);
  return { params: { clientId: id } };
};

export const peopleCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/clients/{clientId}/contacts',
    when: '3 people',
    request: ({ still }) => ({ params: { clientId: still.clientId } }),
  },
  {
    route: 'POST /v1/clients/{clientId}/contacts',
    request: ({ moving }) => ({ params: { clientId: moving.clientId }, body: person }),
  },
  {
    route: 'PUT /v1/clients/{clientId}/contacts/{contactId}',
    request: async (scene) => ({ ...(await strangerTo(scene)), body: { portal: true } }),
  },
  { route: 'DELETE /v1/clients/{clientId}/contacts/{contactId}', request: sharedWith },
  { route: 'GET /v1/contacts/{contactId}', request: ({ still }) => ({ params: { contactId: still.contactId } }) },
  {
    route: 'PATCH /v1/contacts/{contactId}',
    request: ({ moving }, turn) => ({
      params: { contactId: moving.contactId },
      body: { title: either(turn, 'Director', 'Managing') },
    }),
  },
  {
    route: 'GET /v1/clients/{clientId}/notes',
    when: 'a page of 10',
    request: ({ still }) => ({ params: { clientId: still.clientId }, query: { limit: '10' } }),
  },
  {
    route: 'POST /v1/clients/{clientId}/notes',
    request: ({ moving }) => ({ params: { clientId: moving.clientId }, body: { text: note } }),
  },
  {
    route: 'GET /v1/clients/{clientId}/notes/{noteId}',
    request: ({ still: { clientId, noteId } }) => ({ params: { clientId, noteId } }),
  },
  {
    route: 'PATCH /v1/clients/{clientId}/notes/{noteId}',
    request: ({ moving: { clientId, noteId } }, turn) => ({
      params: { clientId, noteId },
      body: { text: either(turn, `${note} Did.`, `${note} Not.`) },
    }),
  },
  { route: 'POST /v1/clients/{clientId}/erase', when: 'with a tax id and 3 notes', request: archived },
  {
    route: 'POST /v1/contacts/{contactId}/erase',
    request: async ({ make, other }) => ({
      params: { contactId: await make.contact(person, [other], afterwards) },
    }),
  },
];
