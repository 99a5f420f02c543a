import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { begin } from '../../lib/conversation.ts';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import type { Home } from '../../lib/home.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { Attaching, useAttaching } from './attaching.tsx';

type Props = { home: Home; onBack: () => void; onBegun: (id: string) => void };

/** Where what is typed here is kept until it is sent. */
const place = 'new-conversation';

/** A question to the firm: for whom it is, where there is a choice, what about, and what. */
export function NewConversation({ home, onBack, onBegun }: Props) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const drafts = useDrafts();
  const about = useDraft(`${place}/subject`);
  const message = useDraft(`${place}/text`);
  const [clientId, setClientId] = useState(() => {
    const before = drafts.at<string>(`${place}/for`);
    return home.clients.find(({ id }) => id === before)?.id ?? home.clients[0]?.id ?? '';
  });
  const attaching = useAttaching(`clients/${clientId}/messages`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const isHeldUp = isBusy || attaching.isGoing || attaching.isShort;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { elements } = event.currentTarget;
    const of = (name: string) => (elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement).value.trim();
    if (isHeldUp || of('subject') === '' || of('text') === '') return;
    const { documentIds } = attaching;
    attempt(async () => {
      const { id } = await begin({ clientId, subject: of('subject'), text: of('text'), documentIds });
      for (const part of ['for', 'subject', 'text']) drafts.keep(`${place}/${part}`, undefined);
      onBegun(id);
    });
  };
  // Files that went for one client are not another's.
  const choose = (id: string) => {
    setClientId(id);
    drafts.keep(`${place}/for`, id);
    attaching.clear();
  };
  return (
    <>
      <p>
        <button type="button" onClick={onBack}>
          {say('back')}
        </button>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {say('talk.new')}
      </h1>
      <form className="stacked" onSubmit={send}>
        {home.clients.length > 1 && (
          <label>
            {say('talk.for')}
            <select value={clientId} onChange={({ currentTarget }) => choose(currentTarget.value)}>
              {home.clients.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {say('talk.about')}
          <input name="subject" maxLength={200} required {...about.field} />
        </label>
        <label>
          {say('talk.text')}
          <textarea name="text" rows={6} maxLength={20_000} required {...message.field} />
        </label>
        <Attaching {...attaching} />
        <button type="submit" className="main" aria-disabled={isHeldUp}>
          {say('talk.send')}
        </button>
        <Problem word={attaching.isShort ? 'talk.unsent' : problem} />
      </form>
    </>
  );
}
