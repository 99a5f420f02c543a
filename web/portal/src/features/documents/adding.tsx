import { type ChangeEvent, type DragEvent, useState } from 'react';
import { wordFor } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { useSpeech } from '../../lib/speech.ts';
import { upload } from '../../lib/upload.ts';

/** A file on its way: how much of it has gone, or why it did not. */
type Going = { id: number; file: File; part: number; problem?: Word };

let last = 0;

/** Files are chosen, taken by the camera or dropped here, several at once; each shows how far it is. */
export function Adding({ place, onSent }: { place: string; onSent: () => void }) {
  const { say } = useSpeech();
  const [going, setGoing] = useState<Going[]>([]);
  const [hasSent, setSent] = useState(false);
  const [isOver, setOver] = useState(false);
  const put = (id: number, more: Partial<Going>) =>
    setGoing((all) => all.map((one) => (one.id === id ? { ...one, ...more } : one)));
  const send = ({ id, file }: Going) =>
    upload(place, file, (part) => put(id, { part })).then(
      () => {
        setGoing((all) => all.filter((one) => one.id !== id));
        setSent(true);
        onSent();
      },
      (error: unknown) => put(id, { problem: wordFor(error) === 'error.other' ? 'file.refused' : wordFor(error) }),
    );
  const add = (files: FileList | null) => {
    const added = [...(files ?? [])].map((file): Going => ({ id: ++last, file, part: 0 }));
    setGoing((all) => [...all.filter(({ problem }) => problem === undefined), ...added]);
    for (const one of added) void send(one);
  };
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    add(currentTarget.files);
    currentTarget.value = '';
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <>
      <ul>
        {going.map(({ id, file: { name }, part, problem }) => (
          <li key={id} className="file">
            <span>{name}</span>
            {problem === undefined ? (
              <progress max={1} value={part} aria-label={say('file.going', { name })} />
            ) : (
              <p className="problem" role="alert">
                {say(problem)}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="hint">
        {hasSent ? say('docs.sent') : ''}
      </p>
      <label
        className={isOver ? 'chooser over' : 'chooser'}
        onDragOver={over}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {say('docs.add')}
        <input type="file" multiple onChange={choose} />
      </label>
    </>
  );
}
