import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { type Document, type Folder, type Page, readDocuments, readFolders } from '../../lib/documents.ts';
import { wordFor } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { placeOfDocuments } from '../../lib/route.ts';
import { useSpeech } from '../../lib/speech.ts';
import { Adding } from './adding.tsx';
import { Files } from './files.tsx';
import { Whole } from './whole.tsx';

type Props = {
  client: { id: string; name: string };
  folderId: string | undefined;
  onFolder: (id: string | undefined) => void;
  onBack: () => void;
};

const onItsWay: readonly Document['status'][] = ['expected', 'arrived', 'checking'];
const everySecond = 1500;

type Shelf = { folders: Folder[]; page: Page };

const below = ({ folders }: Shelf, folder: Folder | undefined) =>
  folders.filter(({ parentId }) => parentId === folder?.id);

const hasSeveral = (shelf: Shelf, folder: Folder | undefined): boolean =>
  below(shelf, folder).length > 0 || shelf.page.items.filter(({ can }) => can.download).length > 1;

/** What the firm shares with a client: folders, the files in one of them, and where they may put their own. */
export function DocumentsPage({ client, folderId, onFolder, onBack }: Props) {
  const { say } = useSpeech();
  const [shelf, setShelf] = useState<Shelf>();
  const [problem, setProblem] = useState<Word>();
  const heading = useRef<HTMLHeadingElement>(null);
  const failed = (error: unknown) => setProblem(wordFor(error));

  const load = async () => {
    const folders = await readFolders(client.id);
    // Where there are no folders, all is in one list.
    const page = await readDocuments(client.id, folderId ?? (folders.length > 0 ? 'none' : undefined));
    setShelf({ folders, page });
  };
  const more = async (from: string) => {
    const next = await readDocuments(client.id, folderId ?? (shelf!.folders.length > 0 ? 'none' : undefined), from);
    setShelf({ folders: shelf!.folders, page: { ...next, items: [...shelf!.page.items, ...next.items] } });
  };
  useEffect(() => void load().catch(failed), [client.id, folderId]);
  const isChecking = shelf?.page.items.some(({ status }) => onItsWay.includes(status)) ?? false;
  // What was sent is looked at, which takes a moment: until then it is asked for again.
  useEffect(() => {
    if (!isChecking) return undefined;
    const timer = window.setInterval(() => void load().catch(() => {}), everySecond);
    return () => window.clearInterval(timer);
  }, [isChecking]);
  const isKnown = shelf !== undefined;
  useEffect(() => heading.current?.focus(), [isKnown]);

  const folder = shelf?.folders.find(({ id }) => id === folderId);
  const parent = shelf?.folders.find(({ id }) => id === folder?.parentId);
  const up = folderId === undefined ? say('back') : say('docs.up', { name: parent?.name ?? say('docs.title') });
  return (
    <>
      <p>
        <button type="button" onClick={folderId === undefined ? onBack : () => onFolder(parent?.id)}>
          {up}
        </button>
      </p>
      {!shelf && (problem === undefined ? <p role="status">{say('loading')}</p> : <Problem word={problem} />)}
      {shelf && (
        <>
          <h1 ref={heading} tabIndex={-1}>
            {folder?.name ?? say('docs.title')}
          </h1>
          <p className="hint">{client.name}</p>
          <Inside shelf={shelf} clientId={client.id} folder={folder} onFolder={onFolder} />
          {shelf.page.next !== undefined && (
            <button type="button" onClick={() => void more(shelf.page.next!).catch(failed)}>
              {say('docs.more')}
            </button>
          )}
          {hasSeveral(shelf, folder) && <Whole client={client} folders={shelf.folders} folder={folder} />}
          {folder?.can.add && (
            <Adding place={`clients/${client.id}/folders/${folder.id}`} onSent={() => void load().catch(failed)} />
          )}
          <Problem word={problem} />
        </>
      )}
    </>
  );
}

type InsideProps = { shelf: Shelf; clientId: string; folder: Folder | undefined; onFolder: (id: string) => void };

function Inside({ shelf, clientId, folder, onFolder }: InsideProps) {
  const { say } = useSpeech();
  const { page } = shelf;
  const inIt = below(shelf, folder);
  const items: readonly Document[] = page.items;
  if (inIt.length === 0 && items.length === 0 && page.next === undefined) return <p>{say('docs.none')}</p>;
  return (
    <>
      <ul>
        {inIt.map(({ id, name }) => (
          <li key={id}>
            <a
              className="target"
              href={placeOfDocuments(clientId, id)}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onFolder(id);
              }}
            >
              <span>{name}</span>
              <small>{say('docs.folder')}</small>
            </a>
          </li>
        ))}
      </ul>
      <Files documents={items} />
    </>
  );
}
