import type { DemoClient } from './clients.ts';
import { filers } from './contacts.ts';

/** A relation between people, or of a person to a client, all by name and number. */
export type DemoRelation = { number: string; kind: string; subject?: string; other: string };

/** Who files together is married; who owns a group's companies is the person whose return is in it. */
export function demoRelations(all: readonly DemoClient[]): DemoRelation[] {
  const spouses = all.flatMap((client): DemoRelation[] => {
    const [subject, other] = filers(client);
    return other === undefined ? [] : [{ number: client.number, kind: 'spouse', subject: subject!, other }];
  });
  const owners = all
    .filter(({ kind, group }) => kind !== 'individual' && group !== '')
    .flatMap(({ number, group, mainContact }): DemoRelation[] => {
      const family = all.filter((one) => one.group === group && one.kind === 'individual').flatMap(filers);
      return family.includes(mainContact) ? [{ number, kind: 'owner', other: mainContact }] : [];
    });
  return [...spouses, ...owners, { number: '1037', kind: 'beneficiary', other: 'Laurel Fennimore' }];
}
