import { byClient, type Home } from '../../lib/home.ts';
import { useSpeech } from '../../lib/speech.ts';

/** How far the firm is with what it does for each client. */
export function Jobs({ home }: { home: Home }) {
  const { say, day } = useSpeech();
  if (home.jobs.length === 0) return null;
  return (
    <section>
      <h2>{say('jobs.title')}</h2>
      {byClient(home, home.jobs).map(({ id, name, items }) => (
        <div key={id} className="of-client">
          <h3>{name}</h3>
          <ul>
            {items.map((job) => (
              <li key={job.id} className={`job ${job.stage}`}>
                <span>{job.title}</span>
                <small>
                  {say(`stage.${job.stage}`, job.finishedOn === undefined ? {} : { date: day(job.finishedOn) })}
                </small>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
