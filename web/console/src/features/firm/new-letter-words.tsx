import { Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type LetterKind, letterKinds } from '../../lib/letters.ts';
import { useLetterWords } from './letter-words.ts';
import { type NameTaken, NewWords } from './new-words.tsx';
import { keyOfOwn } from './own-key.ts';

const byService = '{client.name}\n\n{for each service}\n– {service.title}: {service.fee}\n{end}\n\n{firm.name}';

/** What each kind cannot do without. */
const begun: Readonly<Record<LetterKind, string>> = {
  'engagement-letter': byService,
  'fee-agreement': byService,
  'statement-of-work': byService,
  proposal: '{client.name}\n\nChoose the package that suits you as you sign.\n\n{firm.name}',
  'sign-off': '{firm.name} has prepared “{document.name}” for {client.name}.',
};

/** Words of the firm's own that letters can begin with. */
export function NewLetterWords({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { keep } = useLetterWords();
  const [kind, setKind] = useState<LetterKind>('engagement-letter');
  const make = (name: string, { onMade, onError }: NameTaken) =>
    keep.mutate(
      { key: keyOfOwn(name), words: { name, kind, title: name, text: begun[kind] }, version: 0 },
      {
        onSuccess({ key }) {
          onMade();
          void navigate({ to: '/firm/letters/$letterKey', params: { letterKey: key } });
        },
        onError,
      },
    );
  return (
    <NewWords what="letter" placeholder="Payroll" isPending={keep.isPending} onName={make} onClose={onClose}>
      <Select
        label="What kind of letter is it?"
        data={letterKinds}
        allowDeselect={false}
        value={kind}
        onChange={(chosen) => chosen && setKind(chosen as LetterKind)}
      />
    </NewWords>
  );
}
