import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Chooser } from '../../components/chooser.tsx';
import { Going, useSending } from '../../components/going.tsx';
import type { Word } from '../../lib/language.ts';
import { acceptOf, limitsIn, type Limits, roomFor, takesPdf, withinLimits } from '../../lib/limits.ts';
import { type FileItem, type ItemFile, takesFiles } from '../../lib/request.ts';
import { reasonIn } from '../../lib/reasons.ts';
import { useSpeech } from '../../lib/speech.ts';
import { tell } from '../../lib/telling.ts';
import { useWhenChanged } from '../../lib/when-changed.ts';

const fileWords: Readonly<Record<ItemFile['status'], Word>> = {
  checking: 'file.checking',
  held: 'file.held',
  received: 'file.received',
  rejected: 'file.rejected',
  'sent-back': 'file.sent-back',
  'taken-back': 'file.taken-back',
};

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
  const received = item.files.filter(({ status }) => status === 'received').length;
  useWhenChanged(received, (before) => received > before && tell(say('told.received', { count: String(received) })));
  const rejected = item.files.filter(({ status }) => status === 'rejected');
  const toldOf = useRef(new Set(rejected.map(({ documentId }) => documentId)));
  useWhenChanged(rejected.length, () => {
    const untold = rejected.filter(({ documentId }) => !toldOf.current.has(documentId));
    toldOf.current = new Set(rejected.map(({ documentId }) => documentId));
    for (const { name, code, why } of untold)
      tell(say('told.item', { title: name, state: reasonIn(say, code, why) ?? say('file.rejected') }));
  });

  return (
    <>
      <Sent files={item.files} isWaiting={isWaiting} />
      <Going {...sending} />
      {takesFiles(item) && item.asks.kind === 'upload' && <Choosing item={item} limits={item.asks} sending={sending} />}
    </>
  );
}

type ChoosingProps = { item: FileItem; limits: Limits; sending: ReturnType<typeof useSending> };

/** What may be sent is said before; what may not be is told in the same words, and nothing of it goes out. */
function Choosing({ item: { id, title, files }, limits, sending }: ChoosingProps) {
  const speech = useSpeech();
  const { say } = speech;
  const [refused, setRefused] = useState<readonly File[]>([]);
  const words = limitsIn(speech, limits);
  const add = (chosen: readonly File[]) => {
    const going = sending.going.filter(({ problem }) => problem === undefined).length;
    const sorted = withinLimits(chosen, limits, roomFor(limits, files, going));
    setRefused(sorted.refused);
    sending.add(sorted.taken);
  };
  return (
    <>
      <p className="hint" id={`limits-${id}`}>
        {words}
      </p>
      <Chooser
        label={say(files.length === 0 ? 'file.choose' : 'file.more')}
        accept={acceptOf(limits)}
        describedBy={`title-${id} limits-${id}`}
        onFiles={add}
      />
      <p className="problem" role="alert">
        {refused.length > 0 &&
          say('limit.refused', { names: refused.map(({ name }) => name).join(', '), limits: words })}
      </p>
      {takesPdf(limits) && <Camera title={title} onFile={(file) => add([file])} />}
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
              {reasonIn(say, file.code, file.why) ?? say(fileWords[file.status])}
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
