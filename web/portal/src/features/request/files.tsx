import { lazy, Suspense, useEffect, useState } from 'react';
import { Chooser } from '../../components/chooser.tsx';
import { Going, useSending } from '../../components/going.tsx';
import type { Word } from '../../lib/language.ts';
import { type FileItem, type ItemFile, takesFiles } from '../../lib/request.ts';
import { useSpeech } from '../../lib/speech.ts';

const fileWords: Readonly<Record<ItemFile['status'], Word>> = {
  checking: 'file.checking',
  held: 'file.held',
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

const takesPdf = ({ asks }: FileItem): boolean =>
  asks.kind === 'upload' && asks.accept.some((kind) => kind === 'any' || kind === 'pdf');

const everySecond = 1500;

type Props = { place: string; item: FileItem; refresh: () => Promise<void> };

/** Files are chosen, taken by the camera or dropped here, several at once; each shows how far it is. */
export function Files({ place, item, refresh }: Props) {
  const { say } = useSpeech();
  const [isWaiting, setWaiting] = useState(false);
  const sending = useSending(place, () => setWaiting(true));
  const isChecking = item.files.some(({ status }) => status === 'checking');

  // What has gone is looked at, which takes a moment: until then it is asked for again.
  useEffect(() => {
    if (!isWaiting && !isChecking) return;
    const timer = window.setInterval(() => void refresh().catch(() => {}), everySecond);
    return () => window.clearInterval(timer);
  }, [isWaiting, isChecking]);
  useEffect(() => setWaiting(false), [item.files.length]);

  return (
    <>
      <Sent files={item.files} isWaiting={isWaiting} />
      <Going {...sending} />
      {takesFiles(item) && (
        <Chooser
          label={say(item.files.length === 0 ? 'file.choose' : 'file.more')}
          accept={acceptOf(item)}
          describedBy={`title-${item.id}`}
          onFiles={sending.add}
        />
      )}
      {takesFiles(item) && takesPdf(item) && <Camera title={item.title} onFile={(file) => sending.add([file])} />}
    </>
  );
}

/** What joins photos is loaded when someone wants to take some. */
const Photos = lazy(async () => ({ default: (await import('./photos.tsx')).Photos }));

function Camera({ title, onFile }: { title: string; onFile: (file: File) => void }) {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <button type="button" onClick={() => setOpen(true)}>
        {say('photo.begin')}
      </button>
    );
  const done = (file: File) => {
    setOpen(false);
    onFile(file);
  };
  return (
    <Suspense fallback={<p role="status">{say('loading')}</p>}>
      <Photos title={title} onDone={done} onClose={() => setOpen(false)} />
    </Suspense>
  );
}

function Sent({ files, isWaiting }: { files: readonly ItemFile[]; isWaiting: boolean }) {
  const { say, moment } = useSpeech();
  return (
    <>
      <ul>
        {files.map((file) => (
          <li key={file.documentId} className={`file ${file.status}`}>
            <span>{file.name}</span>
            <small>
              {file.why ?? say(fileWords[file.status])}
              {file.status === 'received' && ` · ${moment(file.at)}`}
            </small>
          </li>
        ))}
      </ul>
      <p role="status" className="hint">
        {isWaiting ? say('file.checking') : ''}
      </p>
    </>
  );
}
