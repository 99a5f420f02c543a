import type { ThreadState } from './threads.ts';

/** For whom a conversation waits, in the firm's own words. */
export const threadWords = (state: ThreadState, client: string): { says: string; colour: string } =>
  ({
    'waits-for-us': { says: 'Waits for us', colour: 'yellow' },
    'waits-for-them': { says: `Waits for the ${client}`, colour: 'gray' },
    closed: { says: 'Closed', colour: 'gray' },
  })[state];
