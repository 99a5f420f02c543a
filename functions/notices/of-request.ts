import { inFull } from '../../shared/dates/in-words.ts';
import type { Event } from '../../shared/events/chain.ts';
import type { Client } from '../clients/client.ts';
import { isOfClient } from '../messages/thread.ts';
import type { Item } from '../requests/item.ts';
import type { Request } from '../requests/request.ts';
import { changedOf, changeOf, type Draft } from './draft.ts';
import { because, named } from './saying.ts';

const sending = ['request.item-submitted', 'request.file-came'];
const told = [...sending, 'request.item-settled', 'request.completed', 'request.more-time-asked'];

export const tellsOfRequests = (type: string): boolean => told.includes(type);

/** Someone of the client sent something: that is told once a sitting, and not of each file. */
export const sends = ({ type, actor }: Pick<Event, 'type' | 'actor'>): boolean =>
  sending.includes(type) && isOfClient(actor);

/** The items that an event tells of. */
export const itemsIn = (event: Event): string[] => changedOf(event, 'ITEM#').map(([id]) => id);

export type OfRequest = {
  event: Event;
  request: Request;
  /** Those that the event tells of, as they are now. */
  items: readonly Item[];
  client: Pick<Client, 'name' | 'responsible' | 'manager'> | undefined;
  beginsSitting: boolean;
};

/** What the client said of items without giving them. */
function saidOf({ event: { type, actor }, items }: OfRequest, clientName: string): string[] {
  if (!isOfClient(actor)) return [];
  if (type !== 'request.more-time-asked')
    return items
      .filter(({ status, settled }) => status === 'does-not-apply' && settled?.by === actor)
      .map((item) => `${clientName} says that ${named(item.title)} doesn’t apply${because(item.settled?.why)}`);
  return items.flatMap(({ moreTime, ...item }) => {
    if (!moreTime || moreTime.answer) return [];
    const { until, why } = moreTime;
    return [`${clientName} asks for more time for ${named(item.title)}, until ${inFull(until)}${because(why)}`];
  });
}

/** How far all of it has come with the event. */
function standingOf({ event, request }: OfRequest, clientName: string): string[] {
  const status = changeOf(event, 'REQUEST', 'status')?.[1];
  if (status !== request.status) return [];
  if (status === 'submitted') return [`${clientName} answered ${named(request.title)}: it waits to be looked at`];
  return status === 'completed' ? [`${named(request.title)} is complete: ${clientName} owes nothing more of it`] : [];
}

/** What becomes of a request is told to its sender and to who answers for the client. */
export function draftsOfRequest(happened: OfRequest): Draft[] {
  const { request, client, beginsSitting } = happened;
  if (request.erasedAt !== undefined || request.status === 'cancelled') return [];
  const clientName = client?.name ?? 'a client';
  const news = [...saidOf(happened, clientName), ...standingOf(happened, clientName)];
  const sent = beginsSitting && news.length === 0 ? [`${clientName} sent something for ${named(request.title)}`] : [];
  const says = [...news, ...sent].join('. ');
  if (says === '') return [];
  return [request.senderId, client?.responsible ?? client?.manager]
    .filter((to) => to !== undefined)
    .map((to): Draft => ({ to, kind: 'from-client', says }));
}
