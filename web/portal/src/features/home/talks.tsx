import { byClient, type Home } from '../../lib/home.ts';
import { following, placeOfConversation, placeOfNewConversation } from '../../lib/route.ts';
import { useSpeech } from '../../lib/speech.ts';

/** What was said between someone and the firm, what they have not read first to the eye, and the way to ask. */
export function Talks({ home, onGo }: { home: Home; onGo: (place: string) => void }) {
  const { say, moment } = useSpeech();
  const follow = (place: string) => following(() => onGo(place));
  return (
    <section>
      <h2>{say('talk.title')}</h2>
      {byClient(home, home.threads).map(({ id, name, items }) => (
        <div key={id} className="of-client">
          <h3>{name}</h3>
          <ul>
            {items.map((thread) => (
              <li key={thread.id}>
                <a
                  className={thread.unread > 0 ? 'target unread' : 'target read'}
                  href={placeOfConversation(thread.id)}
                  onClick={follow(placeOfConversation(thread.id))}
                >
                  <span>{thread.subject}</span>
                  <small>
                    {thread.unread > 0 && <strong>{say('talk.unread', { count: String(thread.unread) })} · </strong>}
                    {moment(thread.lastAt)}
                  </small>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p>
        <a className="ask" href={placeOfNewConversation} onClick={follow(placeOfNewConversation)}>
          {say('talk.new')}
        </a>
      </p>
    </section>
  );
}
