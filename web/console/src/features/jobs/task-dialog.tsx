import { Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { Blockers } from '../../components/task-details.tsx';
import type { Job, Task } from '../../lib/jobs.ts';
import type { Fields, TaskActs } from './task-acts.ts';

export type Asked = 'reason' | 'fields' | 'skip' | 'day' | 'note' | 'send-back';

const heads: Record<Asked, { title: string; label: string; act: string }> = {
  reason: { title: 'Do this out of order', label: 'Why now', act: 'Complete it all the same' },
  fields: { title: 'What came of it', label: '', act: 'Complete' },
  skip: { title: 'Skip this', label: 'Why it is left out', act: 'Skip it' },
  day: { title: 'Another day', label: 'Why it moves (optional)', act: 'Set the day' },
  note: { title: 'Raise a review note', label: 'What should be looked at again', act: 'Raise the note' },
  'send-back': {
    title: 'Send back to whoever did it',
    label: 'What should be looked at again',
    act: 'Send it back',
  },
};

/** `confirmationNumber` as a label: Confirmation number. */
const sayField = (name: string) =>
  name
    .replace(/^.*\./, '')
    .replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^./, (letter) => letter.toUpperCase());

const isNumeric = (name: string) => /amount|gross|net|tax|total|refund/i.test(name);

type Props = { job: Job; task: Task; asked: Asked; acts: TaskActs; onClose: () => void };

/** What must be said with a change of a task: a reason, a day, a note, what was found out. */
export function TaskDialog({ job, task, asked, acts, onClose }: Props) {
  const [text, setText] = useState('');
  const [day, setDay] = useState(task.due.on ?? '');
  const [fields, setFields] = useState<Fields>({});
  const head = heads[asked];
  const missing = asked === 'fields' || asked === 'reason' ? (task.records ?? []) : [];
  const wanted = missing.filter((name) => job.fields?.[name] === undefined);
  const does: Record<Asked, () => void> = {
    reason: () => acts.complete(task, { reason: text.trim(), fields }),
    fields: () => acts.complete(task, { fields }),
    skip: () => acts.skip(task, text.trim()),
    day: () => acts.setDay(task, day, text.trim()),
    note: () => acts.raise(task, text.trim()),
    'send-back': () => acts.sendBack(task, text.trim()),
  };
  const hasNotes = asked === 'send-back' && job.notes.some(({ clearedAt }) => clearedAt === undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    does[asked]();
    onClose();
  };
  return (
    <Dialog isUnsaved={text.trim() !== ''} onClose={onClose} title={head.title} size="md">
      <form onSubmit={send}>
        <Stack gap="sm">
          {asked === 'reason' && <Blockers task={task} />}
          {asked === 'day' && (
            <TextInput
              type="date"
              label="Due"
              required
              withAsterisk={false}
              data-autofocus
              value={day}
              onChange={({ currentTarget }) => setDay(currentTarget.value)}
            />
          )}
          {wanted.map((name, i) =>
            isNumeric(name) ? (
              <NumberInput
                key={name}
                label={sayField(name)}
                required
                withAsterisk={false}
                data-autofocus={i === 0 || undefined}
                onChange={(value) => setFields({ ...fields, [name]: Number(value) })}
              />
            ) : (
              <TextInput
                key={name}
                label={sayField(name)}
                required
                withAsterisk={false}
                data-autofocus={i === 0 || undefined}
                onChange={({ currentTarget }) => setFields({ ...fields, [name]: currentTarget.value })}
              />
            ),
          )}
          {head.label !== '' && (
            <Textarea
              label={head.label}
              autosize
              minRows={2}
              required={asked !== 'day' && !hasNotes}
              withAsterisk={false}
              data-autofocus={asked !== 'day' || undefined}
              maxLength={500}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <LeaveButton onLeave={onClose}>Cancel</LeaveButton>
            <Button type="submit">{head.act}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
