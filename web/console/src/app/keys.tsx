import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMe } from '../lib/me.ts';
import { beginJob } from '../lib/new-job.ts';
import { useWords } from '../lib/words.ts';
import { usePlaces } from './places.ts';

type Props = { opened: boolean; onOpen: () => void; onClose: () => void; onSearch: () => void };

const inTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const patience = 700;

/** `c`, then what is to be made: a client by itself or by another `c`, a job by `j`. */
function useCreate(): void {
  const navigate = useNavigate();
  const mayWrite = useMe().member.role !== 'guest';
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const addClient = () => void navigate({ to: '/clients', search: { new: true } });
    const onKey = (event: KeyboardEvent) => {
      if (!mayWrite || inTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      const isSecond = waiting.current !== undefined;
      clearTimeout(waiting.current);
      waiting.current = undefined;
      if (event.key !== 'c' && !(isSecond && event.key === 'j')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isSecond) {
        if (event.key === 'j') beginJob();
        else addClient();
        return;
      }
      waiting.current = setTimeout(() => {
        waiting.current = undefined;
        addClient();
      }, patience);
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [navigate, mayWrite]);
}

/** `g`, then a letter, within a second. */
function useGoTo(): void {
  const navigate = useNavigate();
  const places = usePlaces();
  const since = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (inTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      const place = Date.now() - since.current < 1000 && places.find(({ key }) => key === event.key);
      since.current = event.key === 'g' ? Date.now() : 0;
      if (!place) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void navigate({ to: place.to });
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [navigate, places]);
}

export function Keys({ opened, onOpen, onClose, onSearch }: Props) {
  const places = usePlaces();
  const { client, job } = useWords();
  // In this order: `g` and `c` is a place.
  useGoTo();
  useCreate();
  useHotkeys([
    ['mod+K', onSearch],
    ['/', onSearch],
    ['shift+?', onOpen],
    ['?', onOpen],
  ]);
  const all = [
    { keys: ['⌘', 'K'], does: 'Search or do something' },
    { keys: ['/'], does: 'Search' },
    { keys: ['c'], does: `Add a ${client.one}` },
    { keys: ['c', 'j'], does: `Begin a ${job.one}` },
    ...places.map(({ key, title }) => ({ keys: ['g', key], does: `Go to ${title}` })),
    { keys: ['↑', '↓'], does: 'Move in a list' },
    { keys: ['Enter'], does: 'Open a row' },
    { keys: ['→'], does: 'Peek at a row' },
    { keys: ['x'], does: 'Complete a row of work' },
    { keys: ['Space'], does: 'Select a row' },
    { keys: ['Esc'], does: 'Close, or select none' },
    { keys: ['?'], does: 'Show these keys' },
  ];
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="sm">
      <Stack gap={8}>
        {all.map(({ keys, does }) => (
          <Group key={does} justify="space-between">
            <Text>{does}</Text>
            <Group gap={4}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
