import { expect } from 'vitest';
import type { Answer, Running } from './running.ts';

/** What someone reads of a firm over HTTP. */
export function reader(cloud: Running, token: string) {
  const read = async (path: string): Promise<Answer> => {
    const { status, body } = await cloud.call('GET', path, { token });
    expect(status, path).toBe(200);
    return body;
  };

  /** A list, page by page. */
  async function every(path: string): Promise<Answer[]> {
    const items: Answer[] = [];
    let next: string | undefined;
    do {
      const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page = await read(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`);
      items.push(...page.items);
      next = page.next;
    } while (next !== undefined);
    return items;
  }

  const clientOf = async (number: string): Promise<Answer> =>
    (await every('/v1/clients')).find((client) => client.number === number);
  const peopleOf = async (number: string): Promise<Answer[]> =>
    (await read(`/v1/clients/${(await clientOf(number)).id}/contacts`)).items;
  return { read, every, clientOf, peopleOf };
}

/** How many there are of each. */
export const counts = (all: readonly Answer[], field: string): Record<string, number> => {
  const groups = Object.groupBy(all, (one) => one[field] as string);
  return Object.fromEntries(Object.entries(groups).map(([value, some = []]) => [value, some.length]));
};

export const numbersOf = (all: readonly Answer[]): string[] => all.map(({ number }) => number as string).toSorted();
