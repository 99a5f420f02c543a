import type { Letter } from '../../lib/letter.ts';
import { useSpeech } from '../../lib/speech.ts';

type Package = NonNullable<Letter['packages']>[number];
type Props = { packages: readonly Package[]; chosen: string | undefined; onChoose: (name: string) => void };

/** One of them is chosen before the letter is signed. */
export function Choosing({ packages, chosen, onChoose }: Props) {
  const { say } = useSpeech();
  return (
    <fieldset className="packages">
      <legend>{say('letter.package')}</legend>
      {packages.map((one, at) => (
        <div key={one.name} className="package">
          <label className="choice">
            <input
              type="radio"
              name="package"
              value={one.name}
              required
              checked={chosen === one.name}
              aria-describedby={`package-${at}`}
              onChange={() => onChoose(one.name)}
            />
            <strong>{one.name}</strong>
          </label>
          <div id={`package-${at}`}>
            <Within of={one} />
          </div>
        </div>
      ))}
    </fieldset>
  );
}

/** What was chosen, once someone has. */
export function Chosen({ packages, chosen }: Pick<Props, 'packages' | 'chosen'>) {
  const { say } = useSpeech();
  const found = packages.find(({ name }) => name === chosen);
  if (!found) return null;
  return (
    <section className="package">
      <h2>{say('letter.package.chosen', { name: found.name })}</h2>
      <Within of={found} />
    </section>
  );
}

function Within({ of: { text, services } }: { of: Package }) {
  return (
    <>
      {text !== undefined && <p>{text}</p>}
      <ul>
        {services.map(({ name, fee }) => (
          <li key={name}>
            {name}: {fee}
          </li>
        ))}
      </ul>
    </>
  );
}
