import { useNavigate } from '@tanstack/react-router';
import { useMailWords } from './mail-words.ts';
import { type NameTaken, NewWords } from './new-words.tsx';
import { keyOfOwn } from './own-key.ts';

const begun = 'Hello {contact.firstName},\n\n\n\n{sender.firstName}\n{firm.name}';

/** A mail of the firm's own, to write by template. */
export function NewMail({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { keep } = useMailWords();
  const make = (name: string, { onMade, onError }: NameTaken) =>
    keep.mutate(
      { key: keyOfOwn(name), words: { name, subject: name, text: begun }, version: 0 },
      {
        onSuccess({ key }) {
          onMade();
          void navigate({ to: '/firm/mails/$mailKey', params: { mailKey: key } });
        },
        onError,
      },
    );
  return <NewWords what="mail" placeholder="Welcome" isPending={keep.isPending} onName={make} onClose={onClose} />;
}
