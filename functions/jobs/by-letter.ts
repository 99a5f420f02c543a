import type { Task } from './task.ts';

type Waited = { id: string; isOut: boolean };

/** Waits for a letter: for the client to sign it once it is out, until then for whoever is to send it. */
export function waitsForLetter({ failure: _, askedWhy: _why, ...task }: Task, letter: Waited, now: string): Task {
  return letter.isOut
    ? { ...task, status: 'asked', askedAt: now, letterId: letter.id }
    : { ...task, status: 'active', letterId: letter.id };
}

/** Nobody signs it any more: someone goes on, and a step runs no more until it is tried again. */
export function notSigned({ letterId: _, askedAt: _at, ...task }: Task, why: string, now: string): Task {
  if (task.auto)
    return { ...task, status: 'open', failure: { error: 'NotSigned', cause: why.slice(0, 1000), at: now } };
  return { ...task, status: task.startedAt === undefined ? 'open' : 'active' };
}

/** A step whose letter lies there and was not sent. */
export const isDrafted = ({ status, letterId }: Pick<Task, 'status' | 'letterId'>): boolean =>
  status === 'active' && letterId !== undefined;

/** A step that does not go on before a person has said or sent something. */
export const waitsForPerson = (task: Pick<Task, 'status' | 'letterId' | 'hold' | 'askedWhy'>): boolean =>
  task.hold === true || task.askedWhy !== undefined || isDrafted(task);
