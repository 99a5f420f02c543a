import { Text } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { clientQuery } from '../lib/clients.ts';
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

/** The same where no more is known of the client than its id, if that. */
export function StandingNotesOf({ clientId }: { clientId: string | undefined }) {
  const { data } = useQuery({ ...clientQuery(clientId ?? ''), enabled: !!clientId });
  return data ? <StandingNotes notes={data.standingNotes} /> : null;
}
