import type { ClientContact } from '../../lib/client-people.ts';

type Person = Pick<ClientContact, 'id' | 'name'> & { link: Pick<ClientContact['link'], 'access' | 'portal'> };

type Shown = {
  addedBy: string;
  /** The document and its folder are both for the client’s eyes. */
  isOpen: boolean;
  /** It is of work that someone of the firm keeps for themself. */
  isPrivate: boolean;
  contactIds: readonly string[];
};

export type Sight = { id: string; name: string; sees: boolean; why: string };

const yes = (why: string) => ({ sees: true, why });
const no = (why: string) => ({ sees: false, why });

function sightOf({ id, link: { access, portal } }: Person, { addedBy, isOpen, isPrivate, contactIds }: Shown) {
  if (!portal) return no('has no access to the portal');
  if (isPrivate) return no('it is of private work');
  if (addedBy === id) return yes('sent it');
  if (!isOpen) return no('it is for the firm only');
  if (access === 'full') return yes('sees all that is shown');
  return contactIds.includes(id) ? yes('it is for them') : no('sees only what is for them');
}

/** Who of a client sees a document on their page, and who does not, each with the reason; as the portal has it. */
export const whoSees = (people: readonly Person[], shown: Shown): Sight[] =>
  people.map((person) => ({ id: person.id, name: person.name, ...sightOf(person, shown) }));
