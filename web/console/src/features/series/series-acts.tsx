import { ActionIcon, Button, Group, Menu, Stack, Text, Textarea } from '@mantine/core';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { tell, tellTrouble } from '../../lib/notices.ts';
import type { Series } from '../../lib/series.ts';
import { useWords } from '../../lib/words.ts';
import { useSeries } from './requests.ts';

type Asked = 'pause' | 'end';

const heads: Record<Asked, { title: string; label: string; act: string; done: string }> = {
  pause: { title: 'Let this series rest', label: 'Why it rests', act: 'Let it rest', done: 'The series rests' },
  end: { title: 'End this series', label: 'Why it ends', act: 'End it for good', done: 'The series has ended' },
};

export function SeriesActs({ series }: { series: Series }) {
  const { act } = useSeries(series);
  const [asked, setAsked] = useState<Asked>();
  const { can } = series;
  const resume = () =>
    act.mutate({ act: 'resume' }, { onSuccess: () => tell('The series goes on'), onError: tellTrouble });
  return (
    <>
      {can.resume && (
        <Button loading={act.isPending} onClick={resume}>
          Go on with it
        </Button>
      )}
      {can.edit && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          renderRoot={(props) => <Link to="/series/$seriesId/edit" params={{ seriesId: series.id }} {...props} />}
        >
          Change
        </Button>
      )}
      {(can.pause || can.end) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label="More to do with this series">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {can.pause && <Menu.Item onClick={() => setAsked('pause')}>Let it rest</Menu.Item>}
            {can.end && (
              <Menu.Item color="red" onClick={() => setAsked('end')}>
                End it
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && <ReasonDialog series={series} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

type Props = { series: Series; asked: Asked; onClose: () => void };

function ReasonDialog({ series, asked, onClose }: Props) {
  const { job } = useWords();
  const { act } = useSeries(series);
  const [reason, setReason] = useState('');
  const head = heads[asked];
  const send = (event: FormEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      tell(head.done);
      onClose();
    };
    act.mutate({ act: asked, reason: reason.trim() }, { onSuccess, onError: tellTrouble });
  };
  return (
    <Dialog isUnsaved={reason.trim() !== ''} onClose={onClose} title={head.title} size="md">
      <form onSubmit={send}>
        <Stack gap="sm">
          {asked === 'end' && (
            <Text size="sm">
              No further {job.one} is made of it, and it cannot be taken up again. What it has made stays.
            </Text>
          )}
          <Textarea
            label={head.label}
            autosize
            minRows={2}
            maxLength={500}
            required
            withAsterisk={false}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group justify="flex-end">
            <LeaveButton onLeave={onClose}>Cancel</LeaveButton>
            <Button type="submit" color={asked === 'end' ? 'red' : undefined} loading={act.isPending}>
              {head.act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
