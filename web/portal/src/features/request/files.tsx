import { type ChangeEvent, type DragEvent, useEffect, useState } from 'react';
import type { Word } from '../../lib/language.ts';
import { wordFor } from '../../lib/http.ts';
import { type FileItem, type ItemFile, takesFiles } from '../../lib/request.ts';
import { useSpeech } from '../../lib/speech.ts';
import { upload } from '../../lib/upload.ts';

/** A file on its way: how much of it has gone, or why it did not. */
type Going = { id: number; file: File; part: number; problem?: Word };

const fileWords: Readonly<Record<ItemFile['status'], Word>> = {
  checking: 'file.checking',
  received: 'file.received',
  rejected: 'file.rejected',
  'sent-back': 'file.sent-back',
  'taken-back': 'file.taken-back',
};

const endings: Readonly<Record<string, string>> = {
  pdf: '.pdf',
  image: 'image/*',
  csv: '.csv',
  xlsx: '.xlsx,.xls',
  docx: '.docx,.doc',
  ofx: '.ofx,.qfx,.qbo',
};

const acceptOf = ({ asks }: FileItem): string | undefined =>
  asks.kind !== 'upload' || asks.accept.includes('any')
    ? undefined
    : asks.accept.map((kind) => endings[kind]).join(',');

const everySecond = 1500;
let last = 0;

type Props = { place: string; item: FileItem; refresh: () => Promise<void> };

/** Files are chosen, taken by the camera or dropped here, several at once; each shows how far it is. */
export function Files({ place, item, refresh }: Props) {
  const { say } = useSpeech();
  const [going, setGoing] = useState<Going[]>([]);
  const [isWaiting, setWaiting] = useState(false);
  const put = (id: number, more: Partial<Going>) =>
    setGoing((all) => all.map((one) => (one.id === id ? { ...one, ...more } : one)));
  const isChecking = item.files.some(({ status }) => status === 'checking');

  // What has gone is looked at, which takes a moment: until then it is asked for again.
  useEffect(() => {
    if (!isWaiting && !isChecking) return;
    const timer = window.setInterval(() => void refresh().catch(() => {}), everySecond);
    return () => window.clearInterval(timer);
  }, [isWaiting, isChecking]);
  useEffect(() => setWaiting(false), [item.files.length]);

  const send = (one: Going) => {
    put(one.id, { part: 0 });
    upload(place, one.file, (part) => put(one.id, { part })).then(
      () => {
        setGoing((all) => all.filter(({ id }) => id !== one.id));
        setWaiting(true);
      },
      (error: unknown) => put(one.id, { problem: wordFor(error) === 'error.other' ? 'file.refused' : wordFor(error) }),
    );
  };
  const add = (files: FileList | null) => {
    const added = [...(files ?? [])].map((file): Going => ({ id: ++last, file, part: 0 }));
    setGoing((all) => [...all, ...added]);
    for (const one of added) send(one);
  };
  const again = (one: Going) => {
    setGoing((all) =>
      all.map(({ problem, ...other }) => (other.id === one.id ? other : { ...other, ...(problem && { problem }) })),
    );
    send(one);
  };
  return (
    <>
      <Sent files={item.files} isWaiting={isWaiting} />
      <ul>
        {going.map((one) => (
          <li key={one.id} className="file">
            <span>{one.file.name}</span>
            {one.problem === undefined ? (
              <progress max={1} value={one.part} aria-label={say('file.going', { name: one.file.name })} />
            ) : (
              <>
                <p className="problem" role="alert">
                  {say(one.problem)}
                </p>
                <button type="button" onClick={() => again(one)}>
                  {say('again')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {takesFiles(item) && <Chooser item={item} onFiles={add} />}
    </>
  );
}

function Sent({ files, isWaiting }: { files: readonly ItemFile[]; isWaiting: boolean }) {
  const { say } = useSpeech();
  return (
    <>
      <ul>
        {files.map((file) => (
          <li key={file.documentId} className={`file ${file.status}`}>
            <span>{file.name}</span>
            <small>{file.why ?? say(fileWords[file.status])}</small>
          </li>
        ))}
      </ul>
      <p role="status" className="hint">
        {isWaiting ? say('file.checking') : ''}
      </p>
    </>
  );
}

function Chooser({ item, onFiles }: { item: FileItem; onFiles: (files: FileList | null) => void }) {
  const { say } = useSpeech();
  const [isOver, setOver] = useState(false);
  const accept = acceptOf(item);
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    onFiles(currentTarget.files);
    currentTarget.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles(event.dataTransfer.files);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <label
      className={isOver ? 'chooser over' : 'chooser'}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {say(item.files.length === 0 ? 'file.choose' : 'file.more')}
      <input
        type="file"
        multiple
        aria-describedby={`title-${item.id}`}
        {...(accept !== undefined && { accept })}
        onChange={choose}
      />
    </label>
  );
}
