import { useEffect, useRef, useState } from 'react';
import { useDrafts } from './drafts.ts';
import type { Word } from './language.ts';
import { type Queue, queueOf } from './queue.ts';

type Kept<V> = {
  /** What it belongs to. */
  place: string;
  atOnce: number;
  /** What was typed here before, on this device, and never came to the firm. */
  before: () => ReadonlyMap<string, V>;
  send: (batch: ReadonlyMap<string, V>) => Promise<void>;
  /** With what it has to be known again. */
  held: (key: string, value: V) => unknown;
};

/** A page that was left may still be sending: the one that takes its place goes on with what it held. */
const closing = new Map<string, () => void>();

const without = <V>(all: ReadonlyMap<string, V>, key: string) => new Map([...all].filter(([one]) => one !== key));

/** Keeps what is typed as one types it; what has not come to the firm is held on this device until it has. */
export function useKeeping<V>(kept: Kept<V>) {
  const drafts = useDrafts();
  const [typed, setTyped] = useState<ReadonlyMap<string, V>>(kept.before);
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const [state, setState] = useState<Word>('save.kept');
  const now = useRef(kept);
  now.current = kept;

  const [queue] = useState((): Queue<V> =>
    queueOf<V>({
      atOnce: kept.atOnce,
      send: (batch) => now.current.send(batch),
      onState: setState,
      onKept: (key, value) => setTyped((all) => (all.get(key) === value ? without(all, key) : all)),
      // It stays as it was typed, to be corrected.
      onRefused: (key) => setRefused((all) => new Set(all).add(key)),
      hold: (key, value) =>
        drafts.keep(`${kept.place}/${key}`, value === undefined ? undefined : now.current.held(key, value)),
    }),
  );
  const put = (key: string, value: V, isTyping = false) => {
    setTyped((all) => new Map(all).set(key, value));
    setRefused((all) => new Set([...all].filter((one) => one !== key)));
    queue.put(key, value, isTyping);
  };

  useEffect(() => {
    closing.get(kept.place)?.();
    closing.set(kept.place, queue.close);
    for (const [key, value] of typed) queue.put(key, value);
    const flush = () => void queue.flush();
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('online', flush);
    window.addEventListener('focus', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('online', flush);
      window.removeEventListener('focus', flush);
      flush();
    };
  }, []);
  const isShort = refused.size > 0 && state === 'save.kept-now';
  return { typed, refused, state: isShort ? ('save.refused' as const) : state, put, flush: queue.flush };
}
