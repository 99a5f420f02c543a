import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { wordFor } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { type Letter, openFile, readLetter } from '../../lib/letter.ts';
import { placeToVerify } from '../../lib/route.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { Declining } from './declining.tsx';
import { Chosen } from './packages.tsx';
import { SignedOff } from './signed-off.tsx';
import { Signing } from './signing.tsx';

type Props = { id: string; onBack: () => void };

/** A letter to read and to sign, and afterwards to keep. */
export function LetterPage({ id, onBack }: Props) {
  const { say, day } = useSpeech();
  const [letter, setLetter] = useState<Letter>();
  const [problem, setProblem] = useState<Word>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isKnown = letter !== undefined;
  useEffect(() => {
    readLetter(id).then(setLetter, (error: unknown) => setProblem(wordFor(error)));
  }, [id]);
  useEffect(() => heading.current?.focus(), [isKnown]);
  const back = (
    <p>
      <button type="button" onClick={onBack}>
        {say('back')}
      </button>
    </p>
  );
  if (!letter)
    return (
      <>
        {back}
        {problem === undefined ? <p role="status">{say('loading')}</p> : <Problem word={problem} />}
      </>
    );
  return (
    <>
      {back}
      <h1 ref={heading} tabIndex={-1}>
        {letter.title}
      </h1>
      {letter.mine && <p className="hint">{say('need.by', { date: day(letter.dueOn) })}</p>}
      <Standing letter={letter} />
      <section aria-label={say('letter.text')}>
        <div className="letter">{letter.text}</div>
        {letter.document && <SignedOff letter={letter} document={letter.document} />}
        <File letter={letter} />
      </section>
      {letter.packages && <Chosen packages={letter.packages} chosen={letter.chosen} />}
      {letter.signers.length > 1 && <Signers letter={letter} />}
      {letter.mine && (
        <>
          <Signing letter={letter} onChange={setLetter} />
          <Declining letter={letter} onChange={setLetter} />
        </>
      )}
    </>
  );
}

const over: Partial<Record<Letter['status'], Word>> = {
  signed: 'letter.signed.all',
  declined: 'letter.declined',
  expired: 'letter.expired',
  void: 'letter.void',
};

/** How it stands, where there is nothing to do any more; read out as it changes. */
function Standing({ letter: { status, mine } }: { letter: Letter }) {
  const { say } = useSpeech();
  const word = over[status];
  const isSigned = !mine && (status === 'signed' || word === undefined);
  return (
    <div role="status">
      {isSigned && (
        <p className="done">
          <span aria-hidden="true">✓</span> {say('letter.signed')} {say(word ?? 'letter.signed.wait')}
        </p>
      )}
      {!isSigned && word !== undefined && <p className="state">{say(word)}</p>}
    </div>
  );
}

function File({ letter: { id, status } }: { letter: Letter }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  return (
    <>
      <button type="button" aria-disabled={isBusy} onClick={() => attempt(() => openFile(id))}>
        {say(status === 'signed' ? 'letter.file.signed' : 'letter.file')}
      </button>
      <Problem word={problem} />
      {status === 'signed' && (
        <p>
          <a href={placeToVerify}>{say('letter.verify')}</a>
        </p>
      )}
    </>
  );
}

function Signers({ letter }: { letter: Letter }) {
  const { say, day } = useSpeech();
  return (
    <section>
      <h2>{say('letter.people')}</h2>
      <ol className="signers">
        {letter.signers.map(({ name, signedAt }) => (
          <li key={name}>
            {name}{' '}
            <small>
              {signedAt === undefined
                ? say('letter.person.open')
                : say('letter.person.signed', { date: day(signedAt.slice(0, 10)) })}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
