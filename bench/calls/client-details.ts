import { define, NewCustomField } from '../../functions/clients/custom-field.ts';
import { clientEvent } from '../../functions/clients/events.ts';
import { clients, customFields, groups } from '../../functions/clients/store.ts';
import { newId } from '../../shared/ids.ts';
import { start } from '../../shared/events/chain.ts';
import type { BenchCall, Request } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';

/** Three bytes for each character: the longest a text can be in the table. */
const long = (length: number, of = '漢') => of.repeat(length);
let made = 0;
const either = <T>(one: T, other: T): T => (made++ % 2 === 0 ? one : other);
const keyed = () => ({ headers: { 'idempotency-key': 'k'.repeat(190) + String(2_000_000 + made++) } });

/** A group that nobody pays for; its clients need not exist. */
async function aGroup({ make }: Scene, of: readonly string[] = [], name = long(120)): Promise<string> {
  const id = newId('group');
  const group = { id, name, clients: [...of], status: 'active' as const, createdAt: afterwards };
  const write = groups.create(group);
  await make.save([clientEvent('group.opened', start(write.item.pk), [write])], afterwards);
  return id;
}

const field = () => ({ key: `field-${made++}`, label: 'Referred by', type: 'text' as const });
const widest = () => ({
  key: `field-${made++}`,
  label: long(80),
  type: 'choice' as const,
  choices: Array.from({ length: 50 }, (_, i) => long(77) + String(100 + i)),
});

/** The fields stand in one partition and are read together: each call finds no others. */
async function noFields({ make }: Scene): Promise<void> {
  const { pk } = customFields.key('');
  await make.clear(pk, 'FIELD#');
}

async function aField(scene: Scene, input: object = field()): Promise<string> {
  const { make } = scene;
  await noFields(scene);
  const id = newId('customField');
  const write = customFields.create(define([], NewCustomField.parse(input), id, afterwards));
  await make.save([clientEvent('custom-field.defined', await make.tail(write.item.pk), [write])], afterwards);
  return id;
}

/** Someone to pay, and who pays for 199 others until now. */
async function aPayer({ make }: Scene): Promise<string> {
  const client = { name: long(200), kind: 'other' as const, lifecycle: 'active' as const };
  const { id } = await make.client({ client }, afterwards);
  const before = await make.read(clients, id);
  const paysFor = Array.from({ length: 199 }, (_, i) => `cli_${'A'.repeat(22)}${1000 + i}`);
  const write = clients.replace(before, { ...before, billingClientId: id, paysFor });
  await make.save([clientEvent('client.payer-changed', await make.tail(write.item.pk), [write])], afterwards);
  return id;
}

const others = Array.from({ length: 100 }, (_, i) => `cli_${'B'.repeat(22)}${1000 + i}`);

export const clientDetailCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/clients',
    when: 'a page of 10, with a tag',
    request: () => ({ query: { tag: 'weekly', limit: '10' } }),
  },
  {
    route: 'GET /v1/clients',
    when: 'a page of 10, of anyone who works for them',
    request: ({ responsible }) => ({ query: { member: responsible, limit: '10' } }),
  },
  {
    route: 'GET /v1/groups',
    when: 'a page of 10',
    request: async (scene) => {
      // The first ten of the firm, at every size.
      for (let i = 0; i < 10; i++) await aGroup(scene, [scene.still.clientId], 'Abernathy');
      return { query: { limit: '10' } };
    },
  },
  { route: 'POST /v1/groups', request: () => ({ body: { name: 'Brandt family' } }) },
  { route: 'GET /v1/groups/{groupId}', request: async (scene) => ({ params: { groupId: await aGroup(scene) } }) },
  {
    route: 'PATCH /v1/groups/{groupId}',
    request: async (scene) => ({ params: { groupId: await aGroup(scene) }, body: { name: 'Brandt' } }),
  },
  { route: 'DELETE /v1/groups/{groupId}', request: async (scene) => ({ params: { groupId: await aGroup(scene) } }) },
  {
    route: 'GET /v1/custom-fields',
    when: 'one field',
    request: async (scene) => {
      await aField(scene);
      return {};
    },
  },
  {
    route: 'POST /v1/custom-fields',
    request: async (scene) => {
      await noFields(scene);
      return { body: field() };
    },
  },
  {
    route: 'GET /v1/custom-fields/{customFieldId}',
    request: async (scene) => ({ params: { customFieldId: await aField(scene) } }),
  },
  {
    route: 'PATCH /v1/custom-fields/{customFieldId}',
    request: async (scene) => ({ params: { customFieldId: await aField(scene) }, body: { label: 'Sent by' } }),
  },
  {
    route: 'DELETE /v1/custom-fields/{customFieldId}',
    request: async (scene) => ({ params: { customFieldId: await aField(scene) } }),
  },
  { route: 'GET /v1/contacts', when: 'a page of 10', request: () => ({ query: { limit: '10' } }) },
  {
    route: 'GET /v1/contacts',
    when: 'by someone who may see 10 clients',
    request: ({ guest }) => ({ by: guest }),
  },
  {
    route: 'GET /v1/duplicates',
    when: 'a name, mail and phone',
    request: () => ({
      query: { kind: 'contact', name: 'Jon Brandt', mail: 'jon@brandt.example', phone: '+1 555 010 9911' },
    }),
  },
  {
    route: 'GET /v1/contacts/{contactId}/duplicates',
    request: ({ still }) => ({ params: { contactId: still.contactId } }),
  },
];

type Params = NonNullable<Request['params']>;
const worst = (
  route: string,
  params: (scene: Scene) => Params | Promise<Params>,
  body?: (scene: Scene) => object | Promise<object>,
): BenchCall => ({
  route,
  worst: true,
  request: async (scene) => ({
    params: await params(scene),
    ...(body && { body: await body(scene) }),
    ...(route.startsWith('POST') && keyed()),
  }),
});

export const worstClientDetailCalls: readonly BenchCall[] = [
  worst(
    'POST /v1/groups',
    () => ({}),
    async (scene) => ({ name: long(120), billingClientId: await aPayer(scene) }),
  ),
  worst(
    'PATCH /v1/groups/{groupId}',
    async (scene) => ({ groupId: await aGroup(scene, others) }),
    async (scene) => ({ name: long(120, '字'), billingClientId: await aPayer(scene) }),
  ),
  worst('DELETE /v1/groups/{groupId}', async (scene) => ({ groupId: await aGroup(scene) })),
  worst(
    'POST /v1/custom-fields',
    async (scene) => {
      await noFields(scene);
      return {};
    },
    () => widest(),
  ),
  worst(
    'PATCH /v1/custom-fields/{customFieldId}',
    async (scene) => ({ customFieldId: await aField(scene, widest()) }),
    () => ({ label: long(80, either('字', '文')), choices: [long(80)] }),
  ),
  worst('DELETE /v1/custom-fields/{customFieldId}', async (scene) => ({
    customFieldId: await aField(scene, widest()),
  })),
];
