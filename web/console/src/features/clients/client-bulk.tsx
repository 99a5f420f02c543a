import { Button, Menu, ScrollArea, TextInput } from '@mantine/core';
import { IconTag, IconUser } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { useTeam } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { capital, useWords } from '../../lib/words.ts';
import { all } from './client-change.ts';
import { useBulkChange, type Wanted } from './bulk.ts';
import type { Client } from '../../lib/clients.ts';

/** What can be done with many clients at once; each of it can be taken back. */
export function ClientBulk({ clients, onDone }: { clients: readonly Client[]; onDone: () => void }) {
  const { client: noun, responsible } = useWords();
  const { mutate, mutateAsync, isPending } = useBulkChange();
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  const say = (count: number) => `${count} ${count === 1 ? noun.one : noun.many}`;

  const run = (wanted: readonly Wanted[], said: string, back: (before: Client) => Wanted['change']) =>
    mutate(wanted, {
      onSuccess: ({ changed, refused }) => {
        const undo = () =>
          all(mutateAsync(changed.map(({ before, after }) => ({ client: after, change: back(before) }))));
        if (changed.length > 0) tellUndo(`${say(changed.length)}: ${said}`, undo);
        for (const { client, why } of refused) tellTrouble(new Error(`${client.name}: ${why}`));
        onDone();
      },
    });
  const give = (id: string, name: string) =>
    run(
      clients.filter((one) => one.responsible !== id).map((client) => ({ client, change: { responsible: id } })),
      `${name} is ${responsible.one} now`,
      (before) => ({ responsible: before.responsible ?? null }),
    );
  const tag = (word: string) =>
    run(
      clients
        .filter(({ tags }) => !tags.includes(word))
        .map((client) => ({ client, change: { tags: [...client.tags, word] } })),
      `tagged ${word}`,
      (before) => ({ tags: before.tags }),
    );
  return (
    <SelectionBar count={clients.length} noun={noun} onClear={onDone}>
      <Menu position="top">
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<IconUser size={16} />} loading={isPending}>
            {capital(responsible.one)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ScrollArea.Autosize mah={280}>
            {team.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => give(id, name)}>
                {name}
              </Menu.Item>
            ))}
          </ScrollArea.Autosize>
        </Menu.Dropdown>
      </Menu>
      <Menu position="top" trapFocus={false}>
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<IconTag size={16} />} loading={isPending}>
            Add a tag
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <NewTag onTag={tag} />
        </Menu.Dropdown>
      </Menu>
    </SelectionBar>
  );
}

function NewTag({ onTag }: { onTag: (word: string) => void }) {
  const [word, setWord] = useState('');
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' && word.trim()) onTag(word.trim());
  };
  return (
    <TextInput
      aria-label="The tag, then Enter"
      placeholder="A tag, then Enter"
      p={4}
      maxLength={40}
      autoFocus
      value={word}
      onChange={({ currentTarget }) => setWord(currentTarget.value)}
      onKeyDown={onKey}
    />
  );
}
