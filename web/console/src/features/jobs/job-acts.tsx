import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { statuses, statusWords } from '../../lib/job-words.ts';
import { type Job, useJobAct } from '../../lib/jobs.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { statusLabelsQuery } from '../../lib/status-labels.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { useWords } from '../../lib/words.ts';
import { type JobAsked, JobDialog } from './job-dialog.tsx';

/** The rest of what can be done with a job. */
export function JobActs({ job }: { job: Job }) {
  const { job: word, client } = useWords();
  const { mutate, mutateAsync } = useJobAct(job.id);
  const [asked, setAsked] = useState<JobAsked>();
  const { data: labels = [] } = useQuery(statusLabelsQuery);
  if (!job.can.edit) return null;
  const put = (status: Job['status']) =>
    mutate(
      { path: '/status', body: { status }, shows: (one) => ({ ...one, status }) },
      {
        onSuccess: () =>
          tellUndo(`${job.title}: ${statusWords[status].says}`, () =>
            mutateAsync({ path: '/status', body: { status: job.status } }),
          ),
        onError: tellTrouble,
      },
    );
  const own = labels.filter(
    ({ state, status, id }) => state === 'active' && status === job.status && id !== job.labelId,
  );
  const name = (labelId: string | null) =>
    mutate({ path: '', method: 'PATCH', body: { labelId } }, { onError: tellTrouble });
  const show = (shownToClient: boolean) =>
    mutate(
      { path: '', method: 'PATCH', body: { shownToClient }, shows: (one) => ({ ...one, shownToClient }) },
      { onError: tellTrouble },
    );
  const choices = statuses.filter((one) => one !== 'done' && one !== 'cancelled' && one !== job.status);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={`More to do with this ${word.one}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('change')}>Change the title, dates and people</Menu.Item>
          {job.can.extend && <Menu.Item onClick={() => setAsked('extend')}>Extend the deadline</Menu.Item>}
          <Menu.Item onClick={() => setAsked('filing')}>Record filed or accepted</Menu.Item>
          <Menu.Item onClick={() => setAsked('next-time')}>Note for next time</Menu.Item>
          {job.clientId !== undefined && (
            <Menu.Item onClick={() => show(!job.shownToClient)}>
              {job.shownToClient ? `Hide it from the ${client.one}` : `Show the ${client.one} how far it is`}
            </Menu.Item>
          )}
          <Menu.Divider />
          {(own.length > 0 || job.labelId !== undefined) && <Menu.Label>Call its state more exactly</Menu.Label>}
          {own.map(({ id, label }) => (
            <Menu.Item key={id} onClick={() => name(id)}>
              {label}
            </Menu.Item>
          ))}
          {job.labelId !== undefined && (
            <Menu.Item onClick={() => name(null)}>{statusWords[job.status].says}, as usual</Menu.Item>
          )}
          <Menu.Label>Put it in another state</Menu.Label>
          {choices.map((status) => (
            <Menu.Item key={status} onClick={() => put(status)}>
              {statusWords[status].says}
            </Menu.Item>
          ))}
          {job.staysOpen && (
            <Menu.Item
              onClick={() =>
                mutate({ path: '', method: 'PATCH', body: { staysOpen: false } }, { onError: tellTrouble })
              }
            >
              Done when its steps are
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setAsked('cancel')}>
            Cancel this {word.one}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked && <JobDialog job={job} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
