import { Button, Menu, ScrollArea } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { SelectionBar } from '../../components/selection-bar.tsx';
import type { WorkLine } from '../../lib/jobs.ts';
import { useTeam } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { messageOf } from '../../lib/problem.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { useWords } from '../../lib/words.ts';
import { useGiveTasks } from './requests.ts';

/** Many tasks given to someone at once; it can be taken back. */
export function WorkBulk({ lines, onDone }: { lines: readonly WorkLine[]; onDone: () => void }) {
  const { task } = useWords();
  const give = useGiveTasks();
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  const say = (count: number) => `${count} ${count === 1 ? task.one : task.many}`;
  const run = (id: string, name: string) =>
    give.mutate(
      lines.filter(({ assigneeId }) => assigneeId !== id).map((line) => ({ line, to: id })),
      {
        onSuccess: ({ given, refused }) => {
          const back = () => give.mutateAsync(given.map(({ line }) => ({ line, to: line.assigneeId ?? null })));
          if (given.length > 0) tellUndo(`${name} has ${say(given.length)} more`, back);
          for (const { line, why } of refused) tellTrouble(new Error(`${line.title}: ${messageOf(why)}`));
          onDone();
        },
      },
    );
  return (
    <SelectionBar count={lines.length} noun={task} onClear={onDone}>
      <Menu position="top">
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<IconUser size={16} />} loading={give.isPending}>
            Give to
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ScrollArea.Autosize mah={280}>
            {team.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => run(id, name)}>
                {name}
              </Menu.Item>
            ))}
          </ScrollArea.Autosize>
        </Menu.Dropdown>
      </Menu>
    </SelectionBar>
  );
}
