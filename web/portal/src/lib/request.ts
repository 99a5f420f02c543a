import type * as z from 'zod';
import type { PortalItem, PortalRequest } from '../../../../functions/requests/portal-view.ts';
import { call } from './http.ts';
import type { Speaking, Word } from './language.ts';

export type Request = z.output<typeof PortalRequest>;
export type Item = z.output<typeof PortalItem>;
export type ItemFile = Item['files'][number];
/** What takes files: an item of a request, or a question of an organizer. */
export type FileItem = Pick<Item, 'id' | 'title' | 'asks' | 'files' | 'status'> & { can: { answer: boolean } };
export type Asks<Kind extends Item['asks']['kind']> = Extract<Item['asks'], { kind: Kind }>;

export const readRequest = (id: string): Promise<Request> => call('GET', `requests/${id}`);

/** Answers may come in another order than they were asked for: of each item, what it was last. */
export const newestOf = (known: Request | undefined, after: Request): Request => ({
  ...after,
  asked: after.asked.map((item) => {
    const before = known?.asked.find(({ id }) => id === item.id);
    return before && before.version > item.version ? before : item;
  }),
});

/** The cells of a table that were typed in: how many go at once is what a browser still sends while a page is closed. */
export const mostCells = 20;
export const keepCells = (requestId: string, itemId: string, typed: ReadonlyMap<string, string>): Promise<Request> => {
  const cells = [...typed].map(([key, text]) => {
    const [row, ask] = key.split(':').map(Number);
    return { row, ask, text };
  });
  return call('POST', `requests/${requestId}/items/${itemId}/cells`, { cells }, { keepalive: true });
};

/** One thing that someone does with an item; the answer is the request as it is then. */
export const act = (requestId: string, itemId: string, deed: string, body: object = {}): Promise<Request> =>
  call('POST', `requests/${requestId}/items/${itemId}/${deed}`, body);

/** How far it is with the time that they asked for. */
export const timeWord = ({ granted }: NonNullable<Item['moreTime']>): Word => {
  if (granted === undefined) return 'time.asked';
  return granted ? 'time.granted' : 'time.refused';
};

/** The first day until which more time can be asked for: after the day it is due, and not in the past. */
export function earliestAfter(dueOn: string, today: string): string {
  const next = new Date(`${dueOn}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const after = next.toISOString().slice(0, 10);
  return after < today ? today : after;
}

/** What was answered. “Yes” and “no” are kept in English, whatever was said more. */
export function answerIn(say: Speaking['say'], asks: Item['asks'], text: string): string {
  if (asks.kind !== 'answer' || (asks.type !== 'yes-no' && asks.type !== 'yes-no-text')) return text;
  return text.replace(/^(yes|no)(?=,|$)/, (word) => say(word === 'yes' ? 'yes' : 'no'));
}

/** Nothing more is needed from the client, whatever the firm still looks at. */
export const isDone = ({ items }: Pick<Request, 'items'>): boolean => items.needed === 0;

/** Files can be added until the firm has accepted them. */
export const takesFiles = ({ asks, status, can }: FileItem): boolean =>
  asks.kind === 'upload' && (can.answer || status === 'submitted');
