import { useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { type Folder, readAll } from '../../lib/documents.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';

type Props = { client: { id: string; name: string }; folders: readonly Folder[]; folder: Folder | undefined };
type Came = { came: number; count: number };

/** All in a folder, or all of a client, as one file. What writes it is loaded by whoever wants one. */
export function Whole({ client, folders, folder }: Props) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const [far, setFar] = useState<Came>();
  const take = async () => {
    const ids = await readAll(client.id, folders, folder?.id);
    const count = ids.length;
    setFar({ came: 0, count });
    if (count === 0) return;
    const { keepAsZip } = await import('../../lib/zip.ts');
    const onCame = (came: number) => setFar({ came, count });
    await keepAsZip(ids, { clientId: client.id, name: folder?.name ?? client.name, onCame });
  };
  const said =
    far &&
    (far.count === 0 ? say('docs.none') : say('docs.came', { came: String(far.came), count: String(far.count) }));
  return (
    <>
      <button type="button" aria-disabled={isBusy} onClick={() => attempt(take)}>
        {say('docs.zip')}
      </button>
      <p role="status" className="hint">
        {said ?? ''}
      </p>
      <Problem word={problem} />
    </>
  );
}
