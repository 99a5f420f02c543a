import type { Event } from '../../shared/events/chain.ts';
import { type Head, isUnderWay } from '../chasing/chased.ts';
import { changeOf, type Draft } from './draft.ts';
import { named } from './saying.ts';

const unsent = ['request.not-sent', 'organizer.not-sent'];
const unreminded = ['request.not-reminded', 'organizer.not-reminded'];

export const tellsOfUnsent = (type: string): boolean => unsent.includes(type) || unreminded.includes(type);

const clipped = (text: string): string => Array.from(text).slice(0, 300).join('');

function said({ type, changes }: Pick<Event, 'type' | 'changes'>, head: Head, clientName: string): string | undefined {
  const { kind, title, asked } = head;
  if (unsent.includes(type)) {
    const why = changeOf({ changes }, kind.toUpperCase(), 'notSent')?.[1];
    if (typeof why !== 'string' || isUnderWay(head)) return undefined;
    return `${named(title)} could not go out to ${clientName} and is a draft again: ${clipped(why)}`;
  }
  const { missed } = asked.reminders?.findLast((one) => one.missed !== undefined) ?? {};
  if (!changes || missed === undefined) return undefined;
  return `No reminder of ${named(title)} went to ${clientName}: ${clipped(missed)}`;
}

/** That nothing went out where something should have is told to whoever sends it and to who answers for the client. */
export function draftsOfUnsent(
  event: Pick<Event, 'type' | 'changes'>,
  head: Head,
  clientName: string,
  people: readonly (string | undefined)[],
): Draft[] {
  const says = said(event, head, clientName);
  if (says === undefined) return [];
  return people.filter((to) => to !== undefined).map((to): Draft => ({ to, kind: 'mail-failed', says }));
}
