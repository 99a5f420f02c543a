import { Problem } from '../../components/problem.tsx';
import { type Letter, openDocument } from '../../lib/letter.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';

type Props = { letter: Letter; document: NonNullable<Letter['document']> };

/** The document that is signed off: to be read first, and known again by its hash. */
export function SignedOff({ letter: { id }, document: { name, sha256 } }: Props) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  return (
    <section className="package">
      <h2>{say('letter.document')}</h2>
      <p>{name}</p>
      <button type="button" aria-disabled={isBusy} onClick={() => attempt(() => openDocument(id))}>
        {say('letter.document.read')}
      </button>
      <Problem word={problem} />
      <p className="hint hash">SHA-256: {sha256}</p>
    </section>
  );
}
