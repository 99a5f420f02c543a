import { Problem } from '../../components/problem.tsx';
import { type Document, download } from '../../lib/documents.ts';
import type { Word } from '../../lib/language.ts';
import { reasonIn } from '../../lib/reasons.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';

const words: Readonly<Record<Document['status'], Word>> = {
  expected: 'file.checking',
  arrived: 'file.checking',
  checking: 'file.checking',
  held: 'file.held',
  released: 'file.received',
  rejected: 'file.rejected',
};

/** Files with the day on which each came, and a way to keep it. */
export function Files({ documents }: { documents: readonly Document[] }) {
  return (
    <ul>
      {documents.map((document) => (
        <File key={document.id} document={document} />
      ))}
    </ul>
  );
}

function File({ document: { id, name, status, why, addedAt, can } }: { document: Document }) {
  const { say, day } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  return (
    <li className="file">
      <span>
        {name}
        <br />
        <small>
          {status === 'released'
            ? day(addedAt.slice(0, 10))
            : (reasonIn(say, why?.code, why?.says) ?? say(words[status]))}
        </small>
      </span>
      {can.download && (
        <button
          type="button"
          aria-label={say('docs.download', { name })}
          aria-disabled={isBusy}
          onClick={() => attempt(() => download(id))}
        >
          {say('docs.get')}
        </button>
      )}
      {problem !== undefined && <Problem word={problem} />}
    </li>
  );
}
