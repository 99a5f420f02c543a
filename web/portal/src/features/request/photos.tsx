import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { fitting } from '../../lib/fitting.ts';
import { pdfOf } from '../../lib/pdf.ts';
import { pageOf, turned, type Turns } from '../../lib/photo.ts';
import { useSpeech } from '../../lib/speech.ts';

/** A photo as it will stand in the file; its address shows it on the page. */
type Taken = { id: number; photo: Blob; turns: Turns; address: string; page: Awaited<ReturnType<typeof pageOf>> };

type Props = { title: string; onDone: (file: File) => void; onClose: () => void };

const most = 60;
let last = 0;

async function take(photo: Blob, turns: Turns, id = ++last): Promise<Taken> {
  const page = await pageOf(photo, turns);
  return { id, photo, turns, page, address: URL.createObjectURL(page.picture) };
}
const forget = ({ address }: Taken) => URL.revokeObjectURL(address);

/** A name that a file can have. */
const fileNameOf = (title: string) =>
  `${
    title
      .replaceAll(/[/\\\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 120) || 'Photos'
  }.pdf`;

/** Pages that someone photographs one after the other, put in order, and joined into one file. */
export function Photos({ title, onDone, onClose }: Props) {
  const { say } = useSpeech();
  const [pages, setPages] = useState<readonly Taken[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [isUnreadable, setUnreadable] = useState(false);
  const [isTooMany, setTooMany] = useState(false);
  const shown = useRef(pages);
  shown.current = pages;
  useEffect(() => () => shown.current.forEach(forget), []);

  const attempt = (act: () => Promise<void>) => {
    setBusy(true);
    setUnreadable(false);
    void act()
      .catch(() => setUnreadable(true))
      .finally(() => setBusy(false));
  };
  const add = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const { taken: photos, left } = fitting([...(currentTarget.files ?? [])], most - pages.length);
    currentTarget.value = '';
    setTooMany(left.length > 0);
    attempt(async () => {
      for (const photo of photos) {
        const taken = await take(photo, 0);
        setPages((all) => [...all, taken]);
      }
    });
  };
  const turn = (one: Taken) =>
    attempt(async () => {
      const after = await take(one.photo, turned(one.turns), one.id);
      forget(one);
      setPages((all) => all.map((other) => (other.id === one.id ? after : other)));
    });
  const remove = (one: Taken) => {
    forget(one);
    setPages((all) => all.filter(({ id }) => id !== one.id));
  };
  const earlier = (at: number) => setPages((all) => all.with(at - 1, all[at]!).with(at, all[at - 1]!));
  const done = () => {
    const bytes = pdfOf(pages.map(({ page }) => page)) as BlobPart[];
    onDone(new File(bytes, fileNameOf(title), { type: 'application/pdf' }));
  };

  return (
    <div className="photos">
      <ol>
        {pages.map((one, i) => (
          <li key={one.id}>
            <img src={one.address} alt={say('photo.page', { number: String(i + 1) })} />
            <div>
              {i > 0 && <Act word="photo.earlier" number={i + 1} sign="←" onClick={() => earlier(i)} />}
              <Act word="photo.turn" number={i + 1} sign="↻" onClick={() => turn(one)} />
              <Act word="photo.remove" number={i + 1} sign="✕" onClick={() => remove(one)} />
            </div>
          </li>
        ))}
      </ol>
      {pages.length < most && (
        <label className="chooser">
          {say(pages.length === 0 ? 'photo.first' : 'photo.next')}
          <input type="file" accept="image/*" capture="environment" multiple disabled={isBusy} onChange={add} />
        </label>
      )}
      <p role="status" className="hint">
        {isBusy ? say('loading') : ''}
      </p>
      {isTooMany && (
        <p className="problem" role="alert">
          {say('photo.too-many', { most: String(most) })}
        </p>
      )}
      {isUnreadable && (
        <p className="problem" role="alert">
          {say('photo.unreadable')}
        </p>
      )}
      {pages.length > 0 && (
        <button type="button" className="main" aria-disabled={isBusy} onClick={() => !isBusy && done()}>
          {say('photo.send', { count: String(pages.length) })}
        </button>
      )}
      <button type="button" onClick={onClose}>
        {say('photo.close')}
      </button>
    </div>
  );
}

type ActProps = {
  word: 'photo.earlier' | 'photo.turn' | 'photo.remove';
  number: number;
  sign: string;
  onClick: () => void;
};

function Act({ word, number, sign, onClick }: ActProps) {
  const { say } = useSpeech();
  return (
    <button type="button" aria-label={say(word, { number: String(number) })} onClick={onClick}>
      {sign}
    </button>
  );
}
