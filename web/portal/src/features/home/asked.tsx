import { byClient, type Home, oldestFirst } from '../../lib/home.ts';
import { isToAnswer } from '../../lib/organizer.ts';
import { isDone } from '../../lib/request.ts';
import { following } from '../../lib/route.ts';
import { useSpeech } from '../../lib/speech.ts';

type Line = { id: string; clientId: string; title: string; dueOn?: string | undefined };

/** What someone is to do, by client, each with one large target. */
function Lines({
  home,
  lines,
  place,
  onOpen,
}: {
  home: Home;
  lines: readonly Line[];
  place: string;
  onOpen: (id: string) => void;
}) {
  const { say, day } = useSpeech();
  return byClient(home, lines).map(({ id, name, items }) => (
    <div key={id} className="of-client">
      <h3>{name}</h3>
      <ul>
        {items.map(({ id: of, title, dueOn }) => (
          <li key={of}>
            <a className="target" href={`/portal/${place}/${of}`} onClick={following(() => onOpen(of))}>
              <span>{title}</span>
              {dueOn !== undefined && <small>{say('need.by', { date: day(dueOn) })}</small>}
            </a>
          </li>
        ))}
      </ul>
    </div>
  ));
}

type AskedProps = {
  home: Home;
  onRequest: (id: string) => void;
  onLetter: (id: string) => void;
  onOrganizer: (id: string) => void;
};

export function Asked({ home, onRequest, onLetter, onOrganizer }: AskedProps) {
  const { say } = useSpeech();
  const open = home.requests.filter((request) => !isDone(request));
  const letters = home.letters.filter(({ mine }) => mine);
  const toAnswer = home.organizers.filter(isToAnswer);
  const isAllDone = open.length + letters.length + toAnswer.length === 0;
  return (
    <>
      {letters.length > 0 && (
        <section>
          <h2>{say('sign.title')}</h2>
          <Lines home={home} lines={letters} place="letters" onOpen={onLetter} />
        </section>
      )}
      {toAnswer.length > 0 && (
        <section>
          <h2>{say('organizer.home')}</h2>
          <Lines home={home} lines={oldestFirst(toAnswer)} place="organizers" onOpen={onOrganizer} />
        </section>
      )}
      {(isAllDone || open.length > 0) && (
        <section>
          <h2>{say('need.title')}</h2>
          {isAllDone ? (
            <p className="done">
              <span aria-hidden="true">✓</span> {say('need.none')}
            </p>
          ) : (
            <Lines home={home} lines={oldestFirst(open)} place="requests" onOpen={onRequest} />
          )}
        </section>
      )}
    </>
  );
}

/** What one has signed, to read it again; others may still have to sign it. */
export function SignedLetters({ home, onLetter }: Pick<AskedProps, 'home' | 'onLetter'>) {
  const { say } = useSpeech();
  const lines = home.letters.filter(({ mine }) => !mine).map(({ dueOn: _, ...line }) => line);
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{say('sign.signed')}</h2>
      <Lines home={home} lines={lines} place="letters" onOpen={onLetter} />
    </section>
  );
}
