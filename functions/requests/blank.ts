import type { Item } from './item.ts';
import { isOver, type Request } from './request.ts';

const erased = 'Erased';

/** That something was asked for and came, when and by whom; nothing of what. */
export function blankItem({ id, requestId, clientId, optional, mayNotApply, status, given, files }: Item): Item {
  return {
    id,
    requestId,
    clientId,
    title: erased,
    asks: { kind: 'confirm' },
    optional,
    mayNotApply,
    status,
    ...(given && { given: { by: given.by, at: given.at, ...(given.files !== undefined && { files: given.files }) } }),
    ...(files && { files: files.map(({ why: _, ...file }) => ({ ...file, name: erased })) }),
  };
}

export const isBlank = ({ title, asks, note, given, settled, files = [] }: Item): boolean =>
  title === erased &&
  asks.kind === 'confirm' &&
  (note ?? given?.text ?? settled) === undefined &&
  files.every(({ name }) => name === erased);

/** What says nothing of whose it was; what went on is over. */
export function blankRequest(request: Request, now: string): Request {
  const { why: _, consequence: _then, notSent: _not, cancelReason: _reason, nextAt: _next, ...rest } = request;
  return {
    ...rest,
    title: erased,
    ...(!isOver(request) && { status: 'cancelled' as const, cancelledAt: now }),
    erasedAt: now,
  };
}
