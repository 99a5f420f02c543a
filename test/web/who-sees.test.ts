import { describe, expect, test } from 'vitest';
import { Document } from '../../functions/documents/document.ts';
import { mayContactSee } from '../../functions/documents/sight.ts';
import { scopeOf } from '../../functions/portal/admission.ts';
import { newId } from '../../shared/ids.ts';
import { whoSees } from '../../web/console/src/features/clients/who-sees.ts';

const clientId = newId('client');
const person = (name: string, access: 'full' | 'limited', portal = true) => ({
  id: newId('contact'),
  name,
  link: { access, portal },
});
const odile = person('Odile', 'full');
const ben = person('Ben', 'limited');
const cleo = person('Cleo', 'limited');
const dora = person('Dora', 'full', false);
const people = [odile, ben, cleo, dora];
const shown = { addedBy: newId('member'), isOpen: true, isPrivate: false, contactIds: [ben.id] };
const said = (more: Partial<typeof shown> = {}) =>
  whoSees(people, { ...shown, ...more }).map(({ name, sees, why }) => `${name}: ${sees ? 'yes' : 'no'}, ${why}`);

describe('who sees a document', () => {
  test('is who sees all, and of the others whom it is for', () => {
    expect(said()).toEqual([
      'Odile: yes, sees all that is shown',
      'Ben: yes, it is for them',
      'Cleo: no, sees only what is for them',
      'Dora: no, has no access to the portal',
    ]);
  });

  test('is only who sent it, where it is for the firm', () => {
    expect(said({ isOpen: false, addedBy: cleo.id }).filter((line) => line.includes('yes'))).toEqual([
      'Cleo: yes, sent it',
    ]);
  });

  test.each([
    { how: 'open', isOpen: true, isPrivate: false, contactIds: [] },
    { how: 'open and for some', isOpen: true, isPrivate: false, contactIds: [ben.id, dora.id] },
    { how: 'for the firm only', isOpen: false, isPrivate: false, contactIds: [ben.id] },
    { how: 'of private work', isOpen: true, isPrivate: true, contactIds: [ben.id] },
  ])('is said as the portal has it, of what is $how', ({ how: _, ...how }) => {
    for (const addedBy of [shown.addedBy, cleo.id, dora.id]) {
      const document = Document.parse({
        id: newId('document'),
        clientId,
        name: 'October.pdf',
        type: 'application/pdf',
        size: 9,
        sha256: '0'.repeat(64),
        visibility: how.isOpen ? 'client' : 'firm',
        contactIds: how.contactIds,
        addedBy,
        addedAt: '2027-01-04T09:00:00.000Z',
        status: 'released',
        statusAt: '2027-01-04T09:00:00.000Z',
        key: 'in/the/vault',
        ...(how.isPrivate && { privateTo: newId('member') }),
      });
      const seeing = people.filter(({ id, link }) => {
        const { scope, limited = [] } = scopeOf([{ clientId, status: 'linked', ...link }]);
        return scope.only!.includes(clientId) && mayContactSee(document, { id, limited }, new Map());
      });
      const told = whoSees(people, { ...how, addedBy }).filter(({ sees }) => sees);
      expect(told.map(({ name }) => name)).toEqual(seeing.map(({ name }) => name));
    }
  });
});
