import { Problem } from '../../components/problem.tsx';
import { downloadLink, type Said, type SaidFile } from '../../lib/conversation.ts';
import type { Word } from '../../lib/language.ts';
import { reasonIn } from '../../lib/reasons.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';

const fileWords: Readonly<Record<SaidFile['status'], Word>> = {
  checking: 'file.checking',
  received: 'file.received',
  rejected: 'file.rejected',
};

function File({ file }: { file: SaidFile }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const open = () =>
    attempt(async () => {
      window.location.assign((await downloadLink(file.id)).url);
    });
  return (
    <li className={`file ${file.status}`}>
      {file.canDownload ? (
        <button type="button" className="link" aria-disabled={isBusy} onClick={open}>
          {file.name}
        </button>
      ) : (
        <>
          <span>{file.name}</span>
          <small>{reasonIn(say, file.code, file.why) ?? say(fileWords[file.status])}</small>
        </>
      )}
      {problem !== undefined && <Problem word={problem} />}
    </li>
  );
}

/** One message: who said it and when, what, and the files that go with it. */
export function SaidMessage({ said }: { said: Said }) {
  const { say, moment } = useSpeech();
  const who =
    said.from === 'firm' ? (said.name ?? say('talk.firm')) : say(said.from === 'you' ? 'talk.you' : 'talk.other');
  return (
    <li className={said.from === 'firm' ? 'said' : 'said ours'}>
      <h2>
        {who} <small>{moment(said.at)}</small>
      </h2>
      <p>{said.text}</p>
      {said.files.length > 0 && (
        <ul>
          {said.files.map((file) => (
            <File key={file.id} file={file} />
          ))}
        </ul>
      )}
      {said.leftOut && <p className="hint">{say('talk.left-out', { names: said.leftOut.join(', ') })}</p>}
    </li>
  );
}
