import type { Home } from '../../lib/home.ts';
import { following, placeOfDocuments } from '../../lib/route.ts';
import { useSpeech } from '../../lib/speech.ts';

/** The way to the documents of each client. */
export function Documents({ home, onClient }: { home: Home; onClient: (id: string) => void }) {
  const { say } = useSpeech();
  const isOne = home.clients.length === 1;
  return (
    <section>
      <h2>{say('docs.title')}</h2>
      <ul>
        {home.clients.map(({ id, name }) => (
          <li key={id}>
            <a className="target" href={placeOfDocuments(id)} onClick={following(() => onClient(id))}>
              <span>{isOne ? say('docs.open') : name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
