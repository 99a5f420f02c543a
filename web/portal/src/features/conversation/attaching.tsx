import { type ChangeEvent, useState } from 'react';
import { wordFor } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { useSpeech } from '../../lib/speech.ts';
import { upload } from '../../lib/upload.ts';

/** A file that is to go with a message: how much of it has gone, what it is then called, or why it did not go. */
export type Attached = { n: number; file: File; part: number; id?: string; problem?: Word };

export const most = 10;
let last = 0;

/** The files that go with what someone is about to write: sent as they are chosen, so that writing is not held up. */
export function useAttaching(place: string) {
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const put = (n: number, more: Partial<Attached>) =>
    setFiles((all) => all.map((one) => (one.n === n ? { ...one, ...more } : one)));
  const add = (chosen: FileList | null) => {
    const added = [...(chosen ?? [])].slice(0, most - files.length).map((file) => ({ n: ++last, file, part: 0 }));
    setFiles((all) => [...all, ...added]);
    for (const { n, file } of added)
      upload(place, file, (part) => put(n, { part })).then(
        (id) => put(n, { id }),
        (error: unknown) => put(n, { problem: wordFor(error) === 'error.other' ? 'file.refused' : wordFor(error) }),
      );
  };
  return {
    files,
    add,
    drop: (n: number) => setFiles((all) => all.filter((one) => one.n !== n)),
    clear: () => setFiles([]),
    documentIds: files.flatMap(({ id }) => id ?? []),
    isGoing: files.some(({ id, problem }) => id === undefined && problem === undefined),
  };
}

export function Attaching({ files, add, drop }: ReturnType<typeof useAttaching>) {
  const { say } = useSpeech();
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    add(currentTarget.files);
    currentTarget.value = '';
  };
  return (
    <>
      <ul>
        {files.map(({ n, file, part, id, problem }) => (
          <li key={n} className="file">
            <span>{file.name}</span>
            {problem !== undefined && (
              <p className="problem" role="alert">
                {say(problem)}
              </p>
            )}
            {id === undefined && problem === undefined && (
              <progress max={1} value={part} aria-label={say('file.going', { name: file.name })} />
            )}
            <button type="button" className="link" onClick={() => drop(n)}>
              {say('talk.drop', { name: file.name })}
            </button>
          </li>
        ))}
      </ul>
      {files.length < most && (
        <label className="chooser small">
          {say('talk.attach')}
          <input type="file" multiple onChange={choose} />
        </label>
      )}
    </>
  );
}
