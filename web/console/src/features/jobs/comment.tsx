import { Box, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Day } from '../../components/day.tsx';
import { useHold, usePlace } from '../../components/unsaved.tsx';
import { type Job, useJobAct } from '../../lib/jobs.ts';
import { useMemberName, useTeam } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { partsOf } from '../../lib/mentions.ts';
import { unsaved } from '../../lib/unsaved.ts';

type Props = { job: Job; comment: Job['comments'][number] };

/** What someone said, about the job or one of its tasks; whoever said it can put it right. */
export function Comment({ job, comment }: Props) {
  const memberName = useMemberName();
  const team = useTeam();
  const [isEditing, setEditing] = useState(false);
  const { author, createdAt, text, taskId, mentions = [], can } = comment;
  const named = team.filter((member) => mentions.includes(member.id));
  const task = job.tasks.find((one) => one.id === taskId);
  return (
    <Box component="article" aria-label={`${memberName(author)}: ${text.slice(0, 60)}`}>
      <Group gap="xs">
        <Text fw={500}>{memberName(author)}</Text>
        <Text size="sm" c="dimmed">
          <Day of={createdAt} withTime />
          {task && ` on “${task.title}”`}
        </Text>
        {can.edit && !isEditing && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconPencil size={12} />}
            onClick={() => setEditing(true)}
          >
            Change
          </Button>
        )}
      </Group>
      {isEditing ? (
        <Editor job={job} comment={comment} onClose={() => setEditing(false)} />
      ) : (
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {partsOf(text, named).map(({ text: part, isName }, i) => (
            <Text key={`${i}${part}`} span inherit fw={isName ? 500 : undefined}>
              {part}
            </Text>
          ))}
        </Text>
      )}
    </Box>
  );
}

function Editor({ job, comment, onClose }: Props & { onClose: () => void }) {
  const { mutate, isPending } = useJobAct(job.id);
  const [text, setText] = useState(comment.text);
  const place = usePlace();
  useHold(place, text.trim() !== comment.text);
  const leave = () => unsaved.leave(place, onClose);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const path = `/comments/${comment.id}`;
    mutate(
      { path, method: 'PATCH', body: { text: text.trim() }, version: comment.version },
      { onSuccess: onClose, onError: tellTrouble },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack gap={6} mt={4}>
        <Textarea
          aria-label="What you said"
          autosize
          autoFocus
          minRows={2}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Escape') leave();
          }}
        />
        <Group gap="xs">
          <Button type="submit" loading={isPending} disabled={text.trim() === '' || text.trim() === comment.text}>
            Save
          </Button>
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
