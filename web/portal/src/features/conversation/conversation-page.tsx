import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { type Conversation, markRead, readConversation, type Said } from '../../lib/conversation.ts';
import { wordFor } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { SaidMessage } from './said.tsx';
import { WriteForm } from './write-form.tsx';

type Props = { id: string; onBack: () => void };

const everyFewSeconds = 3000;

/** What was said between someone and the firm, the last at the end, and the way to answer it. */
export function ConversationPage({ id, onBack }: Props) {
  const { say } = useSpeech();
  const [conversation, setConversation] = useState<Conversation>();
  const [problem, setProblem] = useState<Word>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isKnown = conversation !== undefined;
  const isChecking = conversation?.said.some(({ files }) => files.some(({ status }) => status === 'checking')) ?? false;
  const read = () => readConversation(id);

  useEffect(() => {
    read().then(
      (found) => {
        setConversation(found);
        // That it was read is no matter for whoever reads it.
        if (found.unread > 0) markRead(id, found.messages).catch(() => {});
      },
      (error: unknown) => setProblem(wordFor(error)),
    );
  }, [id]);
  useEffect(() => heading.current?.focus(), [isKnown]);
  // Files are looked at, which takes a moment: until then it is asked for again.
  useEffect(() => {
    if (!isChecking) return;
    const timer = window.setInterval(() => void read().then(freshen, () => {}), everyFewSeconds);
    return () => window.clearInterval(timer);
  }, [isChecking]);

  /** What was opened of earlier stays open. */
  const freshen = (found: Conversation) =>
    setConversation((known) => {
      const first = found.said[0]?.number ?? 1;
      const before = known?.said.filter(({ number }) => number < first) ?? [];
      if (before.length === 0) return found;
      const { earlier: _, ...rest } = found;
      return {
        ...rest,
        said: [...before, ...found.said],
        ...(known?.earlier !== undefined && { earlier: known.earlier }),
      };
    });
  const add = (said: Said) =>
    setConversation((known) => known && { ...known, messages: said.number, said: [...known.said, said] });

  return (
    <>
      <p>
        <button type="button" onClick={onBack}>
          {say('back')}
        </button>
      </p>
      {!conversation && (problem === undefined ? <p role="status">{say('loading')}</p> : <Problem word={problem} />)}
      {conversation && (
        <>
          <h1 ref={heading} tabIndex={-1}>
            {conversation.subject}
          </h1>
          {conversation.earlier !== undefined && (
            <Earlier id={id} cursor={conversation.earlier} onFound={setConversation} />
          )}
          <ol className="talk">
            {conversation.said.map((said) => (
              <SaidMessage key={said.id} said={said} />
            ))}
          </ol>
          <WriteForm threadId={id} onSaid={add} />
        </>
      )}
    </>
  );
}

type Finding = (change: (known: Conversation | undefined) => Conversation | undefined) => void;

function Earlier({ id, cursor, onFound }: { id: string; cursor: string; onFound: Finding }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const more = () =>
    attempt(async () => {
      const { said, earlier: next } = await readConversation(id, cursor);
      onFound((known) => {
        if (!known) return known;
        const { earlier: _, ...rest } = known;
        return { ...rest, said: [...said, ...known.said], ...(next !== undefined && { earlier: next }) };
      });
    });
  return (
    <>
      <button type="button" aria-disabled={isBusy} onClick={more}>
        {say('talk.earlier')}
      </button>
      <Problem word={problem} />
    </>
  );
}
