import type { Author } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';

/** The firm's own machinery, at work for one execution; its events keep their ids over the tries of one op. */
export function machinery(requestId: string): (at: string) => Author {
  const ids: string[] = [];
  return (at) => ({ actor: 'system', at, requestId, eventIds: (index) => (ids[index] ??= newId('event')) });
}

export const system = 'system';
