import { byClient, type Home, oldestFirst } from '../../lib/home.ts';
import { useSpeech } from '../../lib/speech.ts';

type Line = { id: string; clientId: string; title: string; dueOn?: string | undefined };

/** What someone is to do, by client, each with one large target. */
function Lines({ home, lines, place }: { home: Home; lines: readonly Line[]; place: string }) {
  const { say, day } = useSpeech();
  return byClient(home, lines).map(({ id, name, items }) => (
    <div key={id} className="of-client">
      <h3>{name}</h3>
      <ul>
        {items.map(({ id: of, title, dueOn }) => (
          <li key={of}>
            <a className="target" href={`/portal/${place}/${of}`}>
              <span>{title}</span>
              {dueOn !== undefined && <small>{say('need.by', { date: day(dueOn) })}</small>}
            </a>
          </li>
        ))}
      </ul>
    </div>
  ));
}

export function Asked({ home }: { home: Home }) {
  const { say } = useSpeech();
  const isDone = home.requests.length + home.letters.length === 0;
  return (
    <>
      {home.letters.length > 0 && (
        <section>
          <h2>{say('sign.title')}</h2>
          <Lines home={home} lines={home.letters} place="letters" />
        </section>
      )}
      {(isDone || home.requests.length > 0) && (
        <section>
          <h2>{say('need.title')}</h2>
          {isDone ? (
            <p className="done">
              <span aria-hidden="true">✓</span> {say('need.none')}
            </p>
          ) : (
            <Lines home={home} lines={oldestFirst(home.requests)} place="requests" />
          )}
        </section>
      )}
    </>
  );
}
