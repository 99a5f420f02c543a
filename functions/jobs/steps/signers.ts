import type { Stored } from '../../../shared/table/entity.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Client } from '../../clients/client.ts';
import type { ContactLink } from '../../clients/contact.ts';
import { contactsOf } from '../../clients/store.ts';
import type { Signer } from '../../letters/letter.ts';
import type { Relation } from '../../relations/relation.ts';
import { loadRelations } from '../../relations/store.ts';
import type { TemplateItem } from '../../templates/request.ts';

/** Who signs, in this order; where nobody can, or it is not known who of them, why. */
export type Signing = { signers: Signer[]; why?: string };

type Asked = Extract<TemplateItem, { kind: 'sign' }>['signers'];
type Person = { id: string; name: string; link: Pick<ContactLink, 'main' | 'part'> };

const mostSigners = 10;

const isCalled = ({ link }: Person, part: string): boolean => link.part?.toLowerCase().includes(part) ?? false;

/** Who is an officer of the client, as its relations say. */
export const officersOf = (relations: readonly Relation[]): ReadonlySet<string> =>
  new Set(
    relations.flatMap(({ kind, holder, status, contactId, other }) =>
      kind === 'officer' && holder === 'other' && status === 'standing' && contactId === undefined
        ? (other.contactId ?? [])
        : [],
    ),
  );

/** Whoever a template means, of those who sign: the main contact first. Where that is not known of anyone, all of them. */
export function chosenOf<T extends Person>(
  asked: Asked,
  people: readonly T[],
  officers: ReadonlySet<string> = new Set(),
): T[] {
  const inOrder = people.toSorted((a, b) => Number(b.link.main ?? false) - Number(a.link.main ?? false));
  const main = inOrder.filter(({ link }) => link.main);
  const one = (found: readonly T[]) => (found.length > 0 ? found.slice(0, 1) : inOrder);
  switch (asked) {
    case 'all-taxpayers':
      return inOrder;
    case 'officer':
      return one(inOrder.filter((person) => officers.has(person.id) || isCalled(person, 'officer')));
    case 'sponsor':
      return one([...inOrder.filter((person) => isCalled(person, 'sponsor')), ...main]);
    case 'main-contact':
      return one(main);
  }
}

/** Those of them who sign for the client and can come to the page where one signs. */
export async function signingOf(records: Records, client: Stored<Client>, asked: Asked): Promise<Signing> {
  const [people, related] = await Promise.all([
    contactsOf(records, client.id),
    asked === 'officer' ? loadRelations(records, client.id) : undefined,
  ]);
  const able = people
    .filter(({ link }) => link.sign && link.portal)
    .map(({ link, contact }) => ({ id: contact.id, name: contact.name, link }));
  const chosen = chosenOf(asked, able, officersOf(related?.all ?? []));
  if (chosen.length === 0)
    return {
      signers: [],
      why: `Nobody at ${client.name} signs and has access to the portal; switch both on with a person`,
    };
  if (chosen.length > mostSigners)
    return {
      signers: [],
      why: `More than ${mostSigners} people sign for ${client.name}; choose who of them signs this`,
    };
  return { signers: chosen.map(({ id, name }) => ({ contactId: id, name })) };
}
