import { Text } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import classes from './standing-notes.module.css';

type Note = { id: string; text: string };

/** What must be known before anything is said or done: shown wherever the client is. */
export function StandingNotes({ notes }: { notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="Standing notes">
      {notes.map(({ id, text }) => (
        <li key={id}>
          <IconPin size={16} stroke={1.8} aria-hidden />
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {text}
          </Text>
        </li>
      ))}
    </ul>
  );
}
