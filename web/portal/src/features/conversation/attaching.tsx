import { useState } from 'react';
import { Chooser } from '../../components/chooser.tsx';
import { Progress } from '../../components/going.tsx';
import type { Word } from '../../lib/language.ts';
import { useSpeech } from '../../lib/speech.ts';
import { upload, whyUnsent } from '../../lib/upload.ts';

/** A file that is to go with a message: how much of it has gone, what it is then called, or why it did not go. */
export type Attached = {
  n: number;
  file: File;
  part?: number | undefined;
  id?: string;
  problem?: Word;
  stop: AbortController;
};

export const most = 10;
let last = 0;

/** The files that go with what someone is about to write: sent as they are chosen, so that writing is not held up. */
export function useAttaching(place: string) {
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const put = (n: number, more: Partial<Attached>) =>
    setFiles((all) => all.map((one) => (one.n === n ? { ...one, ...more } : one)));
  const add = (chosen: readonly File[]) => {
    const added = chosen
      .slice(0, most - files.length)
      .map((file): Attached => ({ n: ++last, file, stop: new AbortController() }));
    setFiles((all) => [...all, ...added]);
    for (const { n, file, stop } of added)
      upload(place, file, { onPart: (part) => put(n, { part }), signal: stop.signal }).then(
        (id) => put(n, { id }),
        (error: unknown) => put(n, { problem: whyUnsent(error) }),
      );
  };
  return {
    files,
    add,
    drop: (one: Attached) => {
      one.stop.abort();
      setFiles((all) => all.filter(({ n }) => n !== one.n));
    },
    clear: () => setFiles([]),
    documentIds: files.flatMap(({ id }) => id ?? []),
    isGoing: files.some(({ id, problem }) => id === undefined && problem === undefined),
  };
}

export function Attaching({ files, add, drop }: ReturnType<typeof useAttaching>) {
  const { say } = useSpeech();
  return (
    <>
      <ul>
        {files.map((one) => (
          <li key={one.n} className="file">
            <span>{one.file.name}</span>
            {one.problem !== undefined && (
              <p className="problem" role="alert">
                {say(one.problem)}
              </p>
            )}
            {one.id === undefined && one.problem === undefined && <Progress {...one} />}
            <button type="button" className="link" onClick={() => drop(one)}>
              {say('talk.drop', { name: one.file.name })}
            </button>
          </li>
        ))}
      </ul>
      {files.length < most && <Chooser isSmall label={say('talk.attach')} onFiles={add} />}
    </>
  );
}
