import { useState } from 'react';
import { Chooser } from '../../components/chooser.tsx';
import { Progress } from '../../components/going.tsx';
import { fitting } from '../../lib/fitting.ts';
import type { Word } from '../../lib/language.ts';
import { useSpeech } from '../../lib/speech.ts';
import { upload, whyUnsent } from '../../lib/upload.ts';

/** A file that is to go with a message: how much of it has gone, what it is then called, or why it did not go. */
export type Attached = {
  n: number;
  file: File;
  part?: number | undefined;
  id?: string;
  problem?: Word | undefined;
  stop: AbortController;
};

/** It has not gone, and is not with the firm already. */
const mayGo = ({ problem }: Attached): boolean => problem !== undefined && problem !== 'file.there';

const most = 10;
let last = 0;

/** The files that go with what someone is about to write: sent as they are chosen, so that writing is not held up. */
export function useAttaching(place: string) {
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const put = (n: number, more: Partial<Attached>) =>
    setFiles((all) => all.map((one) => (one.n === n ? { ...one, ...more } : one)));
  const send = ({ n, file, stop }: Attached): void => {
    put(n, { part: undefined, problem: undefined });
    upload(place, file, { onPart: (part) => put(n, { part }), signal: stop.signal }).then(
      (id) => put(n, { id }),
      (error: unknown) => put(n, { problem: whyUnsent(error) }),
    );
  };
  const add = (chosen: readonly File[]) => {
    const { taken, left } = fitting(chosen, most - files.length);
    setLeftOut(left.map(({ name }) => name));
    const added = taken.map((file): Attached => ({ n: ++last, file, stop: new AbortController() }));
    setFiles((all) => [...all, ...added]);
    added.forEach(send);
  };
  return {
    files,
    add,
    drop: (one: Attached) => {
      one.stop.abort();
      setFiles((all) => all.filter(({ n }) => n !== one.n));
    },
    /** Those that went with what was sent, or all of them. */
    clear: (ids?: readonly string[]) =>
      setFiles((all) => (ids ? all.filter(({ id }) => id === undefined || !ids.includes(id)) : [])),
    leftOut,
    again: send,
    /** Nothing is sent while one of them did not go: it would be missed. */
    isShort: files.some(mayGo),
    documentIds: files.flatMap(({ id }) => id ?? []),
    isGoing: files.some(({ id, problem }) => id === undefined && problem === undefined),
  };
}

export function Attaching({ files, leftOut, add, again, drop }: ReturnType<typeof useAttaching>) {
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
            {mayGo(one) && (
              <button type="button" onClick={() => again(one)}>
                {say('again')}
              </button>
            )}
            <button type="button" className="link" onClick={() => drop(one)}>
              {say('talk.drop', { name: one.file.name })}
            </button>
          </li>
        ))}
      </ul>
      {leftOut.length > 0 && (
        <p className="problem" role="alert">
          {say('talk.too-many', { most: String(most), names: leftOut.join(', ') })}
        </p>
      )}
      {files.length < most && <Chooser isSmall label={say('talk.attach')} onFiles={add} />}
    </>
  );
}
