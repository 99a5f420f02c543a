import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { downloadLetter, type Letter, useLetterAct } from '../../lib/letters.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { LetterDialog, type LetterAsked } from './letter-dialog.tsx';

/** What to do with a letter that is out or over; a draft is sent where it is written. */
export function LetterActs({ letter }: { letter: Letter }) {
  const { id, can, turn, signers, fileSha256 } = letter;
  const { mutate, isPending } = useLetterAct(letter);
  const [asked, setAsked] = useState<LetterAsked>();
  const next = signers.find(({ contactId }) => contactId === turn)?.name;
  return (
    <>
      {can.resend && next !== undefined && (
        <Button
          variant="default"
          leftSection={<IconMail size={16} />}
          loading={isPending}
          onClick={() =>
            mutate({ act: 'resend' }, { onSuccess: () => tell(`${next} is mailed again`), onError: tellTrouble })
          }
        >
          Mail {next} again
        </Button>
      )}
      {fileSha256 !== undefined && letter.text !== undefined && (
        <Button
          variant={letter.status === 'signed' ? 'filled' : 'default'}
          leftSection={<IconDownload size={16} />}
          onClick={() => void downloadLetter(id).catch(tellTrouble)}
        >
          {letter.signedFileSha256 === undefined ? 'PDF' : 'Signed PDF'}
        </Button>
      )}
      {(can.extend || can.withdraw) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label="More to do with this letter">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {can.extend && <Menu.Item onClick={() => setAsked('extend')}>Give more time to sign</Menu.Item>}
            {can.withdraw && (
              <Menu.Item color="red" onClick={() => setAsked('void')}>
                Withdraw this letter
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && <LetterDialog letter={letter} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
