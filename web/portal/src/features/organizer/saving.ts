import { useRef, useState } from 'react';
import { useDrafts } from '../../lib/drafts.ts';
import { useKeeping } from '../../lib/keeping.ts';
import type { Word } from '../../lib/language.ts';
import { Refused } from '../../lib/http.ts';
import {
  newestOf,
  type Organizer,
  type Question,
  questionsOf,
  readOrganizer,
  saveAnswer,
  type Value,
} from '../../lib/organizer.ts';

/** What was typed, with the version of the answer that it goes on from: what changed elsewhere since is not written over. */
type Held = { value: Value | null; seen: number };

const wrongOf = ({ kind }: Question): Word => (kind === 'number' || kind === 'money' ? 'wrong.number' : 'wrong.text');

const without = <T>(map: ReadonlyMap<string, T>, key: string) => new Map([...map].filter(([one]) => one !== key));

/** Keeps each answer as it is given. What was answered elsewhere meanwhile is shown, with what was typed here beside it. */
export function useSaving(first: Organizer) {
  const drafts = useDrafts();
  const [organizer, setOrganizer] = useState(first);
  const [moved, setMoved] = useState<ReadonlyMap<string, Value | null>>(new Map());
  const latest = useRef(first);
  const [seenBefore] = useState(() => {
    const open = questionsOf(first).filter(({ isLocked }) => first.can.answer && !isLocked);
    return new Map(drafts.within<Held>(first.id).filter(([key]) => open.some((one) => one.key === key)));
  });
  const show = (after: Organizer) => {
    latest.current = newestOf(latest.current, after);
    setOrganizer(latest.current);
  };
  const questionOf = (key: string): Question => {
    const question = questionsOf(latest.current).find((one) => one.key === key)!;
    return { ...question, seen: seenBefore.get(key)?.seen ?? question.seen };
  };

  /** Sent, or looked at by the firm meanwhile: it shows as it is now. */
  const lookAgain = async (error: unknown): Promise<never> => {
    if (error instanceof Refused && error.status === 422) await readOrganizer(first.id).then(show, () => {});
    throw error;
  };

  const { typed, refused, state, put, flush } = useKeeping<Value | null>({
    place: first.id,
    atOnce: 1,
    before: () => new Map([...seenBefore].map(([key, { value }]) => [key, value])),
    held: (key, value): Held => ({ value, seen: questionOf(key).seen }),
    async send(one) {
      for (const [key, value] of one) {
        const after = await saveAnswer(first.id, questionOf(key), value).catch(lookAgain);
        seenBefore.delete(key);
        show(after);
        if (after.moved.includes(key)) setMoved((all) => new Map(all).set(key, value));
      }
    },
  });
  const leaveIt = (key: string) => setMoved((all) => without(all, key));
  const answer = (key: string, value: Value | null, isTyping = false) => {
    leaveIt(key);
    put(key, value, isTyping);
  };
  const wrong: ReadonlyMap<string, Word> = new Map([...refused].map((key) => [key, wrongOf(questionOf(key))]));
  return { organizer, show, drafts: typed, state, wrong, moved, answer, flush, leaveIt };
}

export type Saving = ReturnType<typeof useSaving>;
