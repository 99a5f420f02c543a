import { notesAtOnce } from '../../functions/clients/note.ts';
import { afterwards } from '../firm.ts';
import type { BenchCall, Request } from '../call.ts';
import type { Scene } from '../scene.ts';

/** Three bytes for each character, as in Chinese: the longest a text can be in the table. */
const long = (length: number, of = '漢') => of.repeat(length);
const longMail = (n: number) => `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.n${100_000 + n}.example`;
const number = (n: number) => long(24) + String(100_000 + n);
const tags = (of: string) => Array.from({ length: 50 }, (_, i) => long(38, of) + String(10 + i));
const ids = (count: number, of = 'A') => Array.from({ length: count }, (_, i) => `cli_${of.repeat(22)}${1000 + i}`);

let made = 0;
/** Every POST can carry a key, and most clients of the API send one. */
const keyed = () => ({ headers: { 'idempotency-key': 'k'.repeat(190) + String(1_000_000 + made++) } });

const member = (role: string, of: string) => ({
  name: long(120, of),
  mail: longMail(made++),
  role,
  scope: { except: ids(200) },
});
/** An administrator: the firm's list of them changes in the same transaction. */
const anAdmin = ({ make }: Scene, status?: 'disabled') => make.member(member('admin', '漢'), afterwards, status);

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

type Params = NonNullable<Request['params']>;
const worst = (
  route: string,
  params: (scene: Scene) => Params | Promise<Params>,
  more: (scene: Scene) => Request = () => ({}),
): BenchCall => ({
  route,
  worst: true,
  request: async (scene) => ({ params: await params(scene), ...more(scene), ...(route.startsWith('POST') && keyed()) }),
});

export const worstCalls: readonly BenchCall[] = [
  worst(
    'PATCH /v1/firm',
    () => ({}),
    () => ({ body: { name: long(200, made++ % 2 === 0 ? '漢' : '字'), timeZone: 'UTC', currency: 'USD' } }),
  ),
  worst(
    'POST /v1/team',
    () => ({}),
    () => ({ body: member('admin', '漢') }),
  ),
  worst(
    'PATCH /v1/team/{memberId}',
    async (scene) => ({ memberId: await anAdmin(scene) }),
    () => ({ body: { ...member('manager', '字'), scope: { only: ids(200, 'B') }, accessEndsOn: '2030-12-31' } }),
  ),
  worst('POST /v1/team/{memberId}/invite', async (scene) => ({ memberId: await anAdmin(scene) })),
  worst('POST /v1/team/{memberId}/disable', async (scene) => ({ memberId: await anAdmin(scene) })),
  worst('POST /v1/team/{memberId}/enable', async (scene) => ({ memberId: await anAdmin(scene, 'disabled') })),
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
