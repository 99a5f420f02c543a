import { type Intake, takeIn } from '../../functions/documents/intake.ts';
import { documents } from '../../functions/documents/store.ts';
import type { Event } from '../../shared/events/chain.ts';
import type { FirmUnderTest } from './call.ts';

/** All that a file goes through that nothing is found against. */
export const wholeWay = ['document.expected', 'document.arrived', 'document.checked', 'document.released'];

/** Takes a file in, step by step, until there is no more to do; answers how many they were. */
export async function through(from: Intake, key: string): Promise<number> {
  for (let turns = 1; turns < 20; turns++) if ((await takeIn(from, key)).done) return turns;
  throw new Error('Not through after twenty turns');
}

export async function typesOf({ memory, eventRange }: FirmUnderTest, id: string): Promise<string[]> {
  const { items } = await memory.query({ pk: documents.key(id).pk, range: eventRange });
  return (items as unknown as Event[]).map(({ type }) => type);
}

/** Intake whose bucket answers once, and the function dies before it hears that. */
export function dyingAfter(verb: keyof Intake['quarantine'], from: Intake): Intake {
  let died = false;
  const { quarantine } = from;
  const dying = {
    ...quarantine,
    async [verb](...given: never[]) {
      const answer = await (quarantine[verb] as (...all: never[]) => Promise<unknown>)(...given);
      if (died) return answer;
      died = true;
      throw new Error('The function died');
    },
  };
  return { ...from, quarantine: dying };
}
