import { isSignedOut, Refused } from './http.ts';
import type { Word } from './language.ts';

const untilTyped = 700;
const untilAgain = 4000;

type Told<V> = {
  /** Brings these to the firm, and throws where it did not. */
  send: (batch: ReadonlyMap<string, V>) => Promise<void>;
  /** As many as go in one request. */
  atOnce: number;
  onState: (state: Word) => void;
  onKept: (key: string, value: V) => void;
  /** It is not taken as it is, and not sent again. */
  onRefused: (key: string) => void;
  /** Where it lies until it has come to the firm; nothing, once it need not lie there. */
  hold: (key: string, value: V | undefined) => void;
};

export type Queue<V> = ReturnType<typeof queueOf<V>>;

/** Who was signed out signs in again, and when many change the same at once, that passes. */
const passing = new Set([401, 409]);
const isFinal = (error: unknown): boolean =>
  error instanceof Refused && error.status >= 400 && error.status < 429 && !passing.has(error.status);

/**
 * What is typed goes to the firm as one goes on, one request after the other, so that each goes on from the one before.
 * What cannot be sent waits and is tried again; it is not given up where someone has to sign in first.
 */
export function queueOf<V>({ send, atOnce, onState, onKept, onRefused, hold }: Told<V>) {
  const waiting = new Map<string, V>();
  let going: Promise<boolean> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  /** Who has to sign in first comes back to the page, and then it is tried again. */
  let isKnown = true;

  const later = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), wait);
  };
  const close = () => {
    isClosed = true;
    clearTimeout(timer);
  };
  const settle = (batch: ReadonlyMap<string, V>, then: (key: string, value: V) => void) => {
    if (isClosed) return;
    for (const [key, value] of batch) {
      // What was typed on meanwhile is still to be sent.
      if (waiting.get(key) === value) {
        waiting.delete(key);
        hold(key, undefined);
        then(key, value);
      }
    }
  };

  /** Answers whether it may go on with the next. */
  async function bring(batch: ReadonlyMap<string, V>): Promise<boolean> {
    try {
      await send(batch);
      settle(batch, onKept);
      return true;
    } catch (error) {
      if (!isFinal(error)) {
        isKnown = !isSignedOut(error);
        return false;
      }
      settle(batch, onRefused);
      return true;
    }
  }

  async function bringAll(): Promise<boolean> {
    let mayGoOn = true;
    isKnown = true;
    while (mayGoOn && waiting.size > 0 && !isClosed) {
      onState('save.going');
      mayGoOn = await bring(new Map([...waiting].slice(0, atOnce)));
    }
    if (isClosed) return false;
    onState(mayGoOn ? 'save.kept-now' : 'save.waiting');
    if (!mayGoOn && isKnown) later(untilAgain);
    return mayGoOn;
  }

  /** Answers whether nothing waits any longer. */
  const flush = (): Promise<boolean> => {
    going ??= bringAll().finally(() => {
      going = undefined;
    });
    return going;
  };
  return {
    put: (key: string, value: V, isTyping = false) => {
      waiting.set(key, value);
      hold(key, value);
      later(isTyping ? untilTyped : 0);
    },
    flush,
    /** It goes no further: what waits lies where it is held. */
    close,
  };
}
