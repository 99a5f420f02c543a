import type { Part } from '../../lib/organizer.ts';
import { useSpeech } from '../../lib/speech.ts';

type Props = { parts: readonly Part[]; at: number; onGo: (at: number) => void };

/** Where one is, and the way to any other part, each with how far it is. */
export function Parts({ parts, at, onGo }: Props) {
  const { say } = useSpeech();
  const place = say('organizer.part', { n: String(at + 1), all: String(parts.length) });
  return (
    <details className="parts">
      <summary>
        {at < parts.length ? `${place} · ` : ''}
        {say('organizer.parts')}
      </summary>
      <ol>
        {parts.map(({ section, answered, all, missing }, i) => (
          <li key={section.key}>
            <button
              type="button"
              aria-current={i === at ? 'step' : undefined}
              onClick={(event) => {
                event.currentTarget.closest('details')?.removeAttribute('open');
                onGo(i);
              }}
            >
              <span>{section.title}</span>
              <small className={missing.length === 0 ? 'done-part' : ''}>
                {missing.length === 0 && <span aria-hidden="true">✓ </span>}
                {say('organizer.answered', { n: String(answered), all: String(all) })}
              </small>
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
