import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Act, useEngagements } from '../lib/engagement-changes.ts';
import { letters } from '../lib/engagement-words.ts';
import type { Engagement } from '../lib/engagements.ts';
import { tellTrouble } from '../lib/notices.ts';
import { capital, useWords } from '../lib/words.ts';
import { EndEngagement } from './end-engagement.tsx';
import { EngagementEditor } from './engagement-editor.tsx';

const acts: { act: Act; says: string }[] = [
  { act: 'activate', says: 'Begin the work' },
  { act: 'pause', says: 'Let it rest' },
  { act: 'resume', says: 'Go on with it' },
];

/** What can be done with an engagement as a whole. */
export function EngagementActs({ engagement }: { engagement: Engagement }) {
  const { act, change } = useEngagements(engagement.clientId);
  const { letter: letterWord } = useWords();
  const [isEditing, editing] = useDisclosure();
  const [isEnding, ending] = useDisclosure();
  const { can } = engagement;
  if (!can.edit) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={`More about ${engagement.title}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={editing.open}>Edit</Menu.Item>
          <Menu.Item
            renderRoot={(props) => (
              <Link to="/series/new" search={{ client: engagement.clientId, engagement: engagement.id }} {...props} />
            )}
          >
            Let work recur
          </Menu.Item>
          {acts
            .filter(({ act: one }) => can[one])
            .map(({ act: one, says }) => (
              <Menu.Item key={one} onClick={() => act.mutate({ on: engagement, act: one }, { onError: tellTrouble })}>
                {says}
              </Menu.Item>
            ))}
          {can.end && <Menu.Item onClick={ending.open}>End it</Menu.Item>}
          <Menu.Label>{capital(letterWord.one)} is</Menu.Label>
          {letters
            .filter(({ value }) => value !== engagement.letter)
            .map(({ value, label }) => (
              <Menu.Item
                key={value}
                onClick={() =>
                  change.mutate(
                    { of: engagement, to: { letter: value as Engagement['letter'] } },
                    { onError: tellTrouble },
                  )
                }
              >
                {capital(label)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <EngagementEditor engagement={engagement} opened={isEditing} onClose={editing.close} />
      <EndEngagement engagement={engagement} opened={isEnding} onClose={ending.close} />
    </>
  );
}
