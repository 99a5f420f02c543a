import { Alert } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { isOver } from '../../lib/job-words.ts';
import type { Job } from '../../lib/jobs.ts';
import { useWords } from '../../lib/words.ts';

/** That work has no letter behind it, and where one is written. */
export function WithoutLetter({ job: { clientId, withoutLetter, status } }: { job: Job }) {
  const { job: word } = useWords();
  if (!withoutLetter || clientId === undefined || isOver({ status })) return null;
  return (
    <Alert color="yellow" p="xs" role="status" title={`This ${word.one} has no signed letter`}>
      {withoutLetter.says}. {withoutLetter.rule === 'stop' && `It cannot begin before that is signed. `}
      <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'letters' }}>
        See the letters
      </Link>
    </Alert>
  );
}
