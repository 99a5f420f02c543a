import type { Change, Event } from '../../shared/events/chain.ts';
import type { Notice, NoticeKind } from './notice.ts';

/** Something to be told to someone, before it is known whether they may and want to hear it. */
export type Draft = {
  to: string;
  kind: NoticeKind;
  says: string;
  taskId?: string;
  due?: string;
};

/** What it is about: by whose partition it is read and behind whose wall it lies. */
export type About = { id: string; clientId?: string | undefined } & Partial<
  Pick<Notice, 'jobId' | 'seriesId' | 'threadId' | 'letterId' | 'organizerId' | 'requestId' | 'documentId'>
>;

export type Happened = Pick<Event, 'id' | 'at' | 'actor'>;

/** Nobody is told of what they did themself, and of one thing of a kind once. */
export function distinct(drafts: readonly Draft[], { actor }: Pick<Event, 'actor'>): Draft[] {
  const byWhat = new Map<string, Draft>();
  for (const draft of drafts) {
    const what = `${draft.to} ${draft.kind} ${draft.taskId ?? ''}`;
    if (draft.to !== actor && !byWhat.has(what)) byWhat.set(what, draft);
  }
  return [...byWhat.values()];
}

export function noticeOf({ to, kind, says, taskId, due }: Draft, about: About, event: Happened, now: string): Notice {
  const { id, clientId, ...record } = about;
  return {
    id: `${event.id}.${kind}.${taskId ?? id}`,
    memberId: to,
    kind,
    at: event.at,
    madeAt: now,
    by: event.actor,
    says,
    ...(clientId !== undefined && { clientId }),
    ...record,
    ...(taskId !== undefined && { taskId }),
    ...(due !== undefined && { due }),
  };
}

/** What an event tells of one field of a record; nothing where it was erased. */
export const changeOf = (event: Pick<Event, 'changes'>, sk: string, field: string): Change | undefined =>
  event.changes?.[sk]?.[field];

/** The records of one kind that an event changed, by id, with what it tells of each. */
export function changedOf(event: Pick<Event, 'changes'>, prefix: string): [id: string, Record<string, Change>][] {
  return Object.entries(event.changes ?? {}).flatMap(([sk, fields]) =>
    sk.startsWith(prefix) ? [[sk.slice(prefix.length), fields] as [string, Record<string, Change>]] : [],
  );
}

/** In the order in which each first came. */
export function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}
