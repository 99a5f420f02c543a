import { Group, Modal, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconAddressBook,
  IconArrowRight,
  IconBuildingSkyscraper,
  IconFile,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { findDocumentsQuery } from '../lib/documents.ts';
import { searchQuery } from '../lib/search.ts';
import classes from './palette.module.css';
import { usePlaces } from './places.ts';

type Choice = { id: string; title: string; detail: string; icon: ReactNode; go: () => void };

const within = (title: string, typed: string) => title.toLowerCase().includes(typed.trim().toLowerCase());

const shortest = 2;
/** Documents are many: the first tell whether to go and look among a client’s. */
const mostDocuments = 8;

/** Documents of all clients, by the words of their names; each is opened where it lies. */
function useDocuments(typed: string, asked: string): { found: Choice[]; isSearching: boolean } {
  const navigate = useNavigate();
  const query = findDocumentsQuery(undefined, asked.trim(), mostDocuments);
  const { data = [], isFetching } = useQuery({ ...query, placeholderData: keepPreviousData });
  const found = (typed.trim().length >= shortest ? data : []).map(
    ({ id, name, clientId, clientName, path }): Choice => {
      const search = { tab: 'documents', document: id } as const;
      const go = () => void navigate({ to: '/clients/$clientId', params: { clientId }, search });
      return { id, title: name, detail: [clientName, ...path].join(' / '), icon: <IconFile size={16} />, go };
    },
  );
  return { found, isSearching: isFetching };
}

function useChoices(typed: string): { choices: Choice[]; isSearching: boolean } {
  const navigate = useNavigate();
  const places = usePlaces();
  const [asked] = useDebouncedValue(typed, 120);
  const { data = [], isFetching } = useQuery(searchQuery(asked));
  const documents = useDocuments(typed, asked);
  const isLong = typed.trim().length >= shortest;
  const found = (isLong ? data : []).map(({ kind, id, title, detail }): Choice => {
    const icon = kind === 'client' ? <IconBuildingSkyscraper size={16} /> : <IconAddressBook size={16} />;
    const go = () =>
      void (kind === 'client'
        ? navigate({ to: '/clients/$clientId', params: { clientId: id } })
        : navigate({ to: '/people/$contactId', params: { contactId: id } }));
    return { id, title, detail, icon, go };
  });
  const actions: Choice[] = [
    {
      id: 'new-client',
      title: typed.trim() && !within('Add a client', typed) ? `Add a client “${typed.trim()}”` : 'Add a client',
      detail: '',
      icon: <IconPlus size={16} />,
      go: () => void navigate({ to: '/clients', search: { new: true, name: typed.trim() || undefined } }),
    },
  ];
  const pages = places
    .filter(({ title }) => within(`Go to ${title}`, typed))
    .map(({ title, to }): Choice => {
      const go = () => void navigate({ to });
      return { id: to, title: `Go to ${title}`, detail: '', icon: <IconArrowRight size={16} />, go };
    });
  const choices = [...found, ...documents.found, ...pages, ...actions];
  return { choices, isSearching: isFetching || documents.isSearching };
}

/** Find a client, a person or a document, go somewhere, do something: all from the keyboard. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="12vh">
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label="Search or do something">
        <Finder onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const { choices, isSearching } = useChoices(typed);
  const list = useId();
  const at = Math.min(place, choices.length - 1);
  const take = (choice: Choice | undefined) => {
    choice?.go();
    onClose();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setPlace((at + step + choices.length) % choices.length);
    }
    if (event.key === 'Enter') take(choices[at]);
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        px="sm"
        className={classes.field}
        leftSection={<IconSearch size={18} />}
        placeholder="Name, number, mail, phone, document"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={`${list}-${at}`}
        aria-label="Search or do something"
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={onKey}
      />
      <ScrollArea.Autosize mah="50vh" p={8}>
        <div role="listbox" id={list} aria-label="What was found" aria-busy={isSearching}>
          {choices.map((choice, i) => (
            <UnstyledButton
              key={choice.id}
              id={`${list}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className={classes.choice}
              onMouseMove={() => setPlace(i)}
              onClick={() => take(choice)}
            >
              <Group gap={10} wrap="nowrap">
                {choice.icon}
                <Text truncate>{choice.title}</Text>
                <Text size="sm" c="dimmed" truncate ml="auto">
                  {choice.detail}
                </Text>
              </Group>
            </UnstyledButton>
          ))}
        </div>
      </ScrollArea.Autosize>
    </>
  );
}
