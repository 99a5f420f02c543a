import { Stack } from '@mantine/core';
import { PageHead } from '../../components/page-head.tsx';
import { CalendarFeed } from './calendar-feed.tsx';
import { NoticeChoices } from './notice-choices.tsx';

/** What each person decides for themselves. */
export const MePage = () => (
  <Stack gap="lg" maw={720}>
    <PageHead title="My settings" />
    <NoticeChoices />
    <CalendarFeed />
  </Stack>
);
