import { Button, Group, Select, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MentionField } from '../../components/mention-field.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { type Job, useJobAct } from '../../lib/jobs.ts';
import { useTeam } from '../../lib/me.ts';
import { mentionedIn } from '../../lib/mentions.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { useWords } from '../../lib/words.ts';

/** A comment, about the job or one of its tasks; @ names a colleague. */
export function CommentField({ job }: { job: Job }) {
  const { mutate, isPending } = useJobAct(job.id);
  const { task: word, job: jobWord } = useWords();
  const [taskId, setTask] = useState<string | null>(null);
  const team = useTeam().filter(({ status }) => status === 'active');
  const [text, setText] = useState('');
  useUnsaved(text.trim() !== '');
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '') return;
    const body = { text: text.trim(), mentions: mentionedIn(text, team), ...(taskId !== null && { taskId }) };
    const onSuccess = () => {
      setText('');
      setTask(null);
    };
    mutate({ path: '/comments', body }, { onSuccess, onError: tellTrouble });
  };
  return (
    <form onSubmit={send}>
      <Stack gap={6}>
        <MentionField
          label="Comment"
          placeholder="Say something; @ names a colleague"
          text={text}
          onText={setText}
          onSend={send}
        />
        <Group>
          <Button type="submit" loading={isPending} disabled={text.trim() === ''}>
            Comment
          </Button>
          <Select
            size="xs"
            w={260}
            aria-label={`About which ${word.one}`}
            placeholder={`About the whole ${jobWord.one}`}
            data={job.tasks.map(({ id, title }) => ({ value: id, label: title }))}
            clearable
            searchable
            value={taskId}
            onChange={setTask}
          />
        </Group>
      </Stack>
    </form>
  );
}
