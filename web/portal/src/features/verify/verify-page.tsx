import { useState } from 'react';
import { Chooser } from '../../components/chooser.tsx';
import { Problem } from '../../components/problem.tsx';
import { Step } from '../../components/step.tsx';
import { wordFor } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { useSpeech } from '../../lib/speech.ts';
import { type Verified, verify } from '../../lib/verify.ts';

type Outcome = { name: string; sha256: string; verified: Verified | undefined };

/** For anyone who was given a letter's file: whether it is one, unchanged, and how far it is signed. */
export function VerifyPage() {
  const { say } = useSpeech();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [problem, setProblem] = useState<Word>();
  const look = async (file: File | undefined) => {
    if (!file || isBusy) return;
    setBusy(true);
    setOutcome(undefined);
    setProblem(undefined);
    try {
      setOutcome({ name: file.name, ...(await verify(file)) });
    } catch (error) {
      setProblem(error instanceof DOMException ? 'file.unreadable' : wordFor(error));
    }
    setBusy(false);
  };
  return (
    <Step title="verify.title" why="verify.why">
      <Chooser
        label={say(outcome ? 'verify.another' : 'verify.choose')}
        accept="application/pdf"
        isSmall={outcome !== undefined}
        onFiles={([file]) => void look(file)}
      />
      <div role="status">
        {isBusy && <p>{say('file.checking')}</p>}
        {outcome && <Answer {...outcome} />}
      </div>
      <Problem word={problem} />
    </Step>
  );
}

function Answer({ name, sha256, verified }: Outcome) {
  return (
    <section>
      <h2>{name}</h2>
      {verified ? <Known {...verified} /> : <Unknown />}
      <p className="hint hash">SHA-256: {sha256}</p>
    </section>
  );
}

function Unknown() {
  const { say } = useSpeech();
  return (
    <>
      <p className="problem">{say('verify.unknown')}</p>
      <p>{say('verify.unknown.why')}</p>
    </>
  );
}

/** What the file is first, and then what became of the letter. */
function Known({ file, status, sentAt, signedAt, signatures: { given, asked } }: Verified) {
  const { say, moment } = useSpeech();
  const isSigned = status === 'signed';
  const isOpen = status === 'sent' || status === 'partly-signed';
  const fields = { given: String(given), asked: String(asked), date: signedAt === undefined ? '' : moment(signedAt) };
  return (
    <>
      <p className="done">
        <span aria-hidden="true">✓</span> {say(file === 'signed' ? 'verify.signed-file' : 'verify.sent-file')}
      </p>
      <p>{say(isSigned ? 'verify.signed' : isOpen ? 'verify.open' : 'verify.over', fields)}</p>
      {isSigned && file === 'letter' && <p>{say('verify.other-file')}</p>}
      {sentAt !== undefined && <p className="hint">{say('verify.sent-at', { date: moment(sentAt) })}</p>}
    </>
  );
}
