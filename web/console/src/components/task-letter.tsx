import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Dialog } from './dialog.tsx';
import { jobDocumentsQuery } from '../lib/documents.ts';
import type { Job, Task } from '../lib/jobs.ts';
import { useWords } from '../lib/words.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { NewLetter } from './new-letter.tsx';

type Props = { job: Job; task: Task };
type Chosen = { id: string; name: string };

const asksToSign: readonly string[] = ['send-letter', 'send-request'];

/** What its step was to send is left to people, and nothing was sent in its place yet. */
const isLeftToPeople = ({ auto, status, failure, signsOff, letterId }: Task): boolean =>
  auto !== undefined &&
  asksToSign.includes(auto.kind) &&
  (auto.kind === 'send-letter' || signsOff === true) &&
  letterId === undefined &&
  (status === 'asked' || status === 'active' || failure !== undefined);

const says: Partial<Record<Task['status'], string>> = {
  active: 'Its letter is drafted: read it through, and send it',
  asked: 'The letter that is out to be signed',
  done: 'The letter that was signed',
};

/** The letter that a task waits for; or the way to write the one that its step could not. */
export function TaskLetter({ job, task }: Props) {
  const [asked, setAsked] = useState<'letter' | 'document'>();
  const [document, choose] = useState<Chosen>();
  const navigate = useNavigate();
  const { letter } = useWords();
  if (task.letterId !== undefined)
    return (
      <Text size="sm">
        <Link to="/letters/$letterId" params={{ letterId: task.letterId }}>
          {says[task.status] ?? 'Its letter'}
        </Link>
      </Text>
    );
  if (job.clientId === undefined || !task.can.edit || !isLeftToPeople(task)) return null;
  const close = () => {
    setAsked(undefined);
    choose(undefined);
  };
  const isWritten = asked === 'letter' || document !== undefined;
  return (
    <Group>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconWritingSign size={14} />}
        onClick={() => setAsked(task.signsOff ? 'document' : 'letter')}
      >
        {task.signsOff ? 'Choose the document to sign' : `Write the ${letter.one}`}
      </Button>
      {asked === 'document' && !document && <ChooseDocument jobId={job.id} onClose={close} onChosen={choose} />}
      {isWritten && (
        <NewLetter
          clientId={job.clientId}
          {...(document && { document })}
          job={{ id: job.id, taskId: task.id }}
          onClose={close}
          onMade={({ id }) => void navigate({ to: '/letters/$letterId', params: { letterId: id } })}
        />
      )}
    </Group>
  );
}

type Choice = { jobId: string; onClose: () => void; onChosen: (document: Chosen) => void };

/** One of the files of the job. */
function ChooseDocument({ jobId, onClose, onChosen }: Choice) {
  const { data } = useInfiniteQuery(jobDocumentsQuery(jobId));
  const [id, setId] = useState<string | null>(null);
  const { job } = useWords();
  const all = (data?.pages ?? []).flatMap(({ items }) => items).filter(({ status }) => status === 'released');
  const chosen = all.find((one) => one.id === id);
  return (
    <Dialog onClose={onClose} title="Choose the document to sign" size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) onChosen({ id: chosen.id, name: chosen.name });
        }}
      >
        <Stack gap="sm">
          {data && all.length === 0 && (
            <Text size="sm">There is none in this {job.one} yet: put it there first, on the tab Client.</Text>
          )}
          {all.length > 0 && (
            <Select
              label="Document"
              data={all.map((one) => ({ value: one.id, label: one.name }))}
              searchable
              value={id}
              onChange={setId}
            />
          )}
          <DialogFoot act="Go on" isPending={false} isDisabled={!chosen} onBack={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
