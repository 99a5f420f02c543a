import { useEffect, useRef, useState } from 'react';
import { isSignedOut, Refused } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { type Organizer, type Question, questionsOf, saveAnswer, type Value } from '../../lib/organizer.ts';

const untilTyped = 700;
const untilAgain = 4000;

type Typed = Map<string, Value | null>;

const wrongOf = ({ kind }: Question): Word => (kind === 'number' || kind === 'money' ? 'wrong.number' : 'wrong.text');

/**
 * Keeps each answer as it is given, one after the other, so that each goes on from the one before. What cannot be sent
 * waits and is tried again; what was answered elsewhere meanwhile is shown, with what was typed here beside it.
 */
export function useSaving(first: Organizer, onSignedOut: () => void) {
  const [organizer, setOrganizer] = useState(first);
  const [drafts, setDrafts] = useState<Typed>(new Map());
  const [state, setState] = useState<Word>('save.kept');
  const [wrong, setWrong] = useState<ReadonlyMap<string, Word>>(new Map());
  const [moved, setMoved] = useState<ReadonlyMap<string, Value | null>>(new Map());
  const now = useRef({ organizer: first, queue: new Map() as Typed, isBusy: false });
  const timer = useRef<number>(undefined);

  const without = <T>(map: ReadonlyMap<string, T>, key: string) => new Map([...map].filter(([one]) => one !== key));
  const show = (after: Organizer) => {
    now.current.organizer = after;
    setOrganizer(after);
  };
  const later = (wait: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void flush(), wait);
  };
  const settle = (key: string, value: Value | null) => {
    // What was typed on meanwhile is still to be kept.
    if (now.current.queue.get(key) === value) now.current.queue.delete(key);
    setDrafts((all) => (all.get(key) === value ? without(all, key) : all));
  };

  /** Answers whether it may go on with the next. */
  async function keep(key: string, value: Value | null): Promise<boolean> {
    const question = questionsOf(now.current.organizer).find((one) => one.key === key)!;
    try {
      const after = await saveAnswer(now.current.organizer.id, question, value);
      show(after);
      settle(key, value);
      setWrong((all) => without(all, key));
      if (after.moved.includes(key)) setMoved((all) => new Map(all).set(key, value));
      return true;
    } catch (error) {
      if (isSignedOut(error)) onSignedOut();
      const isRefused = error instanceof Refused && error.status >= 400 && error.status < 429;
      if (!isRefused) return false;
      // It stays as it was typed, to be corrected.
      now.current.queue.delete(key);
      setWrong((all) => new Map(all).set(key, wrongOf(question)));
      return true;
    }
  }

  async function flush(): Promise<void> {
    if (now.current.isBusy) return;
    now.current.isBusy = true;
    let mayGoOn = true;
    while (mayGoOn) {
      const [next] = now.current.queue;
      if (!next) break;
      setState('save.going');
      mayGoOn = await keep(...next);
    }
    now.current.isBusy = false;
    setState(mayGoOn ? 'save.kept-now' : 'save.waiting');
    if (!mayGoOn) later(untilAgain);
  }

  const answer = (key: string, value: Value | null, isTyping = false) => {
    now.current.queue.set(key, value);
    setDrafts((all) => new Map(all).set(key, value));
    setMoved((all) => without(all, key));
    later(isTyping ? untilTyped : 0);
  };

  useEffect(() => {
    const leave = () => void flush();
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      leave();
    };
  }, []);
  const leaveIt = (key: string) => setMoved((all) => without(all, key));
  return { organizer, show, drafts, state, wrong, moved, answer, flush, leaveIt };
}

export type Saving = ReturnType<typeof useSaving>;
