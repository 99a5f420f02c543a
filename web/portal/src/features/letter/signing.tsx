import { type FormEvent, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { Refused } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { type Letter, readLetter, sign } from '../../lib/letter.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { Drawing } from './drawing.tsx';
import { Choosing } from './packages.tsx';

type Props = { letter: Letter; onChange: (letter: Letter) => void };

const ways = ['typed', 'drawn'] as const;

/** The act itself: a name, typed or drawn as well, and the words that one agrees to. */
export function Signing({ letter, onChange }: Props) {
  const { say, language } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const consent = letter.consents.find((one) => one.language === language) ?? letter.consents[0]!;
  const [how, setHow] = useState<(typeof ways)[number]>('typed');
  const [drawing, setDrawing] = useState('');
  const [chosen, setChosen] = useState(letter.chosen);
  const [missing, setMissing] = useState<Word>();

  const signIt = async (name: string) => {
    try {
      const signature = how === 'typed' ? { method: how, name } : { method: how, name, drawing };
      onChange(await sign(letter, { signature, consentVersion: consent.version, chosen }));
    } catch (error) {
      // Withdrawn, extended or signed meanwhile: what it is now is to be read first.
      if (!(error instanceof Refused) || error.status >= 500 || error.status === 401) throw error;
      onChange(await readLetter(letter.id));
      setMissing('letter.sign.changed');
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isEmpty = how === 'drawn' && drawing === '';
    setMissing(isEmpty ? 'letter.sign.empty' : undefined);
    const name = new FormData(event.currentTarget).get('name');
    if (!isEmpty && typeof name === 'string') attempt(() => signIt(name.trim()));
  };
  return (
    <form className="signing" onSubmit={submit}>
      <h2>{say('letter.sign')}</h2>
      {letter.packages && letter.chosen === undefined && (
        <Choosing packages={letter.packages} chosen={chosen} onChoose={setChosen} />
      )}
      <fieldset>
        <legend>{say('letter.how')}</legend>
        {ways.map((way) => (
          <label key={way} className="choice">
            <input type="radio" name="how" value={way} checked={how === way} onChange={() => setHow(way)} />
            {say(`letter.how.${way}`)}
          </label>
        ))}
      </fieldset>
      {how === 'drawn' && <Drawing onChange={setDrawing} />}
      <label>
        {say('letter.name')}
        <input name="name" autoComplete="name" maxLength={200} required pattern=".*\S.*" />
      </label>
      <label className="choice consent">
        <input type="checkbox" required />
        <span lang={consent.language}>{consent.text}</span>
      </label>
      <button type="submit" className="main" aria-disabled={isBusy}>
        {say('letter.sign')}
      </button>
      <Problem word={missing ?? problem} />
    </form>
  );
}
