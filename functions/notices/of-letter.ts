import type { Event } from '../../shared/events/chain.ts';
import type { Letter } from '../letters/letter.ts';
import type { Draft } from './draft.ts';

const says: Readonly<Record<string, (letter: Letter, clientName: string) => string>> = {
  'letter.signed': ({ title }, clientName) => `${clientName} signed “${title}”`,
  'letter.signed-by-one': ({ title }, clientName) => `One of ${clientName} signed “${title}”`,
  'letter.declined': ({ title, declined }, clientName) =>
    `${clientName} declined “${title}”${declined ? `: ${declined.reason.slice(0, 200)}` : ''}`,
  'letter.expired': ({ title }, clientName) => `“${title}” was not signed in time by ${clientName}`,
  'letter.not-mailed': ({ title }, clientName) => `“${title}” could not be mailed to ${clientName}`,
};

export const tellsOfLetters = (type: string): boolean => Object.hasOwn(says, type);

/** What becomes of a letter is told to whoever sent it. */
export function draftsOfLetter({ type }: Pick<Event, 'type'>, letter: Letter, clientName: string): Draft[] {
  const say = says[type];
  if (!say || letter.senderId === undefined || letter.erasedAt !== undefined) return [];
  return [{ to: letter.senderId, kind: 'letter', says: say(letter, clientName) }];
}
