import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { PageHead } from '../../components/page-head.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { DaysTab } from './days-tab.tsx';
import { FieldsTab } from './fields-tab.tsx';
import { FoldersTab } from './folders-tab.tsx';
import { LetterWordsTab } from './letter-words-tab.tsx';
import { MailWordsTab } from './mail-words-tab.tsx';
import type { firmTabs } from './place.ts';
import { RolesTab } from './roles-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { StatesTab } from './states-tab.tsx';
import { TeamTab } from './team-tab.tsx';
import { WordsTab } from './words-tab.tsx';

const route = getRouteApi('/signed-in/firm');
type Tab = (typeof firmTabs)[number];

const tabs: Record<Tab, { title: string; shows: () => React.ReactNode }> = {
  team: { title: 'Team', shows: () => <TeamTab /> },
  roles: { title: 'Roles', shows: () => <RolesTab /> },
  settings: { title: 'Settings', shows: () => <SettingsTab /> },
  days: { title: 'Days off', shows: () => <DaysTab /> },
  words: { title: 'Words', shows: () => <WordsTab /> },
  mails: { title: 'Mail words', shows: () => <MailWordsTab /> },
  letters: { title: 'Letter words', shows: () => <LetterWordsTab /> },
  states: { title: 'States', shows: () => <StatesTab /> },
  fields: { title: 'Own fields', shows: () => <FieldsTab /> },
  folders: { title: 'Folders', shows: () => <FoldersTab /> },
};

export function FirmPage() {
  const { tab = 'team' } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (to: string | null) => void navigate({ search: to === 'team' ? {} : { tab: to as Tab }, replace: true });
  return (
    <>
      <PageHead mb="md" title="Firm" />
      <Tabs value={tab} onChange={go}>
        <TabList mb="md">
          {Object.entries(tabs).map(([value, { title }]) => (
            <Tabs.Tab key={value} value={value}>
              {title}
            </Tabs.Tab>
          ))}
        </TabList>
        <Tabs.Panel value={tab}>{tabs[tab].shows()}</Tabs.Panel>
      </Tabs>
    </>
  );
}
