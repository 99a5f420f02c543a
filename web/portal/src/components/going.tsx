import { useState } from 'react';
import type { Word } from '../lib/language.ts';
import { useSpeech } from '../lib/speech.ts';
import { upload, whyUnsent } from '../lib/upload.ts';

/** A file on its way: how much of it has gone, if any yet, or why it did not. */
export type OnItsWay = { id: number; file: File; part?: number | undefined; problem?: Word; stop: AbortController };

let last = 0;

/** Files that are being sent to a place; each goes its own way, can be given up, and tried again. */
export function useSending(place: string, onSent: () => void) {
  const [going, setGoing] = useState<readonly OnItsWay[]>([]);
  const put = (id: number, more: Partial<OnItsWay>) =>
    setGoing((all) => all.map((one) => (one.id === id ? { ...one, ...more } : one)));
  const putAway = ({ id }: OnItsWay) => setGoing((all) => all.filter((one) => one.id !== id));

  const send = (one: OnItsWay) =>
    upload(place, one.file, { onPart: (part) => put(one.id, { part }), signal: one.stop.signal }).then(
      () => {
        putAway(one);
        onSent();
      },
      (error: unknown) => (one.stop.signal.aborted ? putAway(one) : put(one.id, { problem: whyUnsent(error) })),
    );
  const begin = (file: File): OnItsWay => ({ id: ++last, file, stop: new AbortController() });
  const add = (files: readonly File[]) => {
    const added = files.map(begin);
    setGoing((all) => [...all, ...added]);
    for (const one of added) void send(one);
  };
  const again = (one: OnItsWay) => {
    putAway(one);
    add([one.file]);
  };
  return { going, add, again, putAway };
}

type Props = Pick<ReturnType<typeof useSending>, 'going' | 'again' | 'putAway'>;

/** So large that sending it takes a while. */
const large = 100 * 1024 ** 2;

export function Going({ going, again, putAway }: Props) {
  const { say } = useSpeech();
  return (
    <>
      <ul>
        {going.map((one) => (
          <li key={one.id} className="file">
            <span>{one.file.name}</span>
            {one.problem === undefined ? <Sending one={one} /> : <Unsent one={one} again={again} putAway={putAway} />}
          </li>
        ))}
      </ul>
      {going.some(({ file, problem }) => file.size > large && problem === undefined) && (
        <p className="hint">{say('file.resume')}</p>
      )}
    </>
  );
}

/** How much of a file has gone; until any has, it is being read. */
export function Progress({ file: { name }, part }: Pick<OnItsWay, 'file' | 'part'>) {
  const { say } = useSpeech();
  const label = say(part === undefined ? 'file.reading' : 'file.going', { name });
  return <progress max={1} {...(part !== undefined && { value: part })} aria-label={label} />;
}

function Sending({ one: { file, part, stop } }: { one: OnItsWay }) {
  const { say } = useSpeech();
  return (
    <>
      <Progress file={file} part={part} />
      <button type="button" aria-label={say('file.cancel-one', { name: file.name })} onClick={() => stop.abort()}>
        {say('file.cancel')}
      </button>
    </>
  );
}

function Unsent({ one, again, putAway }: { one: OnItsWay } & Pick<Props, 'again' | 'putAway'>) {
  const { say } = useSpeech();
  const isThere = one.problem === 'file.there';
  return (
    <>
      <p className={isThere ? 'there' : 'problem'} role="alert">
        {say(one.problem!)}
      </p>
      <button type="button" onClick={() => (isThere ? putAway(one) : again(one))}>
        {say(isThere ? 'file.fine' : 'again')}
      </button>
    </>
  );
}
