import { notesAtOnce } from '../../functions/clients/note.ts';
import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';
import { ids, long, longMail, worst } from './longest.ts';

const number = (n: number) => long(24) + String(100_000 + n);
const tags = (of: string) => Array.from({ length: 50 }, (_, i) => long(38, of) + String(10 + i));

let made = 0;
const clientOf = (of: string, responsible: string) => ({
  name: long(200, of),
  kind: 's-corporation' as const,
  number: number(made++),
  lifecycle: 'archived' as const,
  tags: tags(of),
  responsible,
});
const taxId = '12345678901234567890123456789';
const person = (of: string) => ({
  name: long(120, of),
  mail: longMail(made++),
  phone: long(40, of),
  title: long(120, of),
});
const text = (of: string) => long(20_000, of);

const aClient = async ({ make, responsible }: Scene, notes: readonly string[] = [], secret?: string) =>
  make.client(
    { client: clientOf('漢', responsible), ...(secret !== undefined && { taxId: secret }), notes },
    afterwards,
  );
/** A person of as many clients as there can be. */
const aPerson = ({ make }: Scene, of: readonly string[]) =>
  make.contact(person('漢'), of, afterwards, ids(50 - of.length));

const aNote = async (scene: Scene) => {
  const { id, noteIds } = await aClient(scene, [text('漢')]);
  return { clientId: id, noteId: noteIds[0]! };
};

export const worstCalls: readonly BenchCall[] = [
  worst(
    'POST /v1/clients',
    () => ({}),
    ({ responsible }) => ({ body: { ...clientOf('漢', responsible), taxId } }),
  ),
  worst(
    'PATCH /v1/clients/{clientId}',
    async (scene) => ({ clientId: (await aClient(scene)).id }),
    ({ colleague }) => ({ body: { ...clientOf('字', colleague), lifecycle: 'inactive', taxId } }),
  ),
  worst(
    'POST /v1/clients/{clientId}/reveal',
    async (scene) => ({ clientId: (await aClient(scene, [], taxId)).id }),
    () => ({ body: { field: 'taxId' } }),
  ),
  worst(
    'POST /v1/clients/{clientId}/contacts',
    async (scene) => ({ clientId: (await aClient(scene)).id }),
    () => ({ body: person('漢') }),
  ),
  worst(
    'PUT /v1/clients/{clientId}/contacts/{contactId}',
    async (scene) => ({
      clientId: (await aClient(scene)).id,
      contactId: await scene.make.contact(person('漢'), [scene.other], afterwards, ids(48)),
    }),
    () => ({ body: { access: 'limited', portal: true } }),
  ),
  worst('DELETE /v1/clients/{clientId}/contacts/{contactId}', async (scene) => {
    const { id } = await aClient(scene);
    return { clientId: id, contactId: await aPerson(scene, [id]) };
  }),
  worst(
    'PATCH /v1/contacts/{contactId}',
    async (scene) => ({ contactId: await aPerson(scene, [scene.other]) }),
    () => ({ body: person('字') }),
  ),
  worst(
    'POST /v1/clients/{clientId}/notes',
    async (scene) => ({ clientId: (await aClient(scene)).id }),
    () => ({ body: { text: text('漢') } }),
  ),
  worst('PATCH /v1/clients/{clientId}/notes/{noteId}', aNote, () => ({ body: { text: text('字') } })),
  worst('POST /v1/clients/{clientId}/erase', async (scene) => ({
    clientId: (await aClient(scene, Array<string>(notesAtOnce).fill(text('漢')), taxId)).id,
  })),
  worst('POST /v1/contacts/{contactId}/erase', async (scene) => ({
    contactId: await aPerson(scene, [scene.other]),
  })),
];
