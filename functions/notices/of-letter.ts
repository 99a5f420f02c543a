import type { Event } from '../../shared/events/chain.ts';
import type { Letter } from '../letters/letter.ts';
import type { Draft } from './draft.ts';
import { because } from './saying.ts';

const says: Readonly<Record<string, (letter: Letter, clientName: string) => string>> = {
  'letter.signed': ({ title }, clientName) => `${clientName} signed “${title}”`,
  'letter.signed-by-one': ({ title }, clientName) =>
    `One who signs “${title}” for ${clientName} has signed: it waits for the next`,
  'letter.declined': ({ title, declined }, clientName) =>
    `${clientName} declined “${title}”${because(declined?.reason)}`,
  'letter.expired': ({ title }, clientName) => `${clientName} did not sign “${title}” in time`,
  'letter.not-mailed': ({ title, signers }, clientName) =>
    `“${title}” could not be mailed to ${clientName}${because(signers.find((one) => one.notMailed)?.notMailed)}`,
};

export const tellsOfLetters = (type: string): boolean => Object.hasOwn(says, type);

/** What becomes of a letter is told to whoever sent it. */
export function draftsOfLetter({ type }: Pick<Event, 'type'>, letter: Letter, clientName: string): Draft[] {
  const say = says[type];
  if (!say || letter.senderId === undefined || letter.erasedAt !== undefined) return [];
  return [{ to: letter.senderId, kind: 'letter', says: say(letter, clientName) }];
}
