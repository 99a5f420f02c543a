import { Button, Menu, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { type Template, templateQuery } from '../../lib/templates.ts';
import { tellUndo } from '../../lib/undo.tsx';
import type { templateTabs } from './place.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { useTemplate } from './requests.ts';
import { TemplateState } from './template-state.tsx';
import { TemplateTasks } from './template-tasks.tsx';
import { Versions } from './versions.tsx';

// The reader of YAML is loaded for who edits.
const Editor = lazy(async () => ({ default: (await import('./editor.tsx')).Editor }));
const route = getRouteApi('/signed-in/templates/$templateId');
type Tab = (typeof templateTabs)[number];

export function TemplatePage() {
  const { templateId } = route.useParams();
  const { data: template, error, refetch } = useQuery(templateQuery(templateId));
  if (error && !template) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!template) return <PageSkeleton rows={10} />;
  return <Shown template={template} />;
}

function Acts({ template }: { template: Template }) {
  const { withdraw, restore } = useTemplate(template);
  const [isPublishing, setPublishing] = useState(false);
  if (!template.can.edit) return null;
  if (template.status === 'withdrawn')
    return (
      <Button variant="default" onClick={() => restore.mutate(undefined, { onError: tellTrouble })}>
        Restore
      </Button>
    );
  const takeAway = () =>
    withdraw.mutate(undefined, {
      onSuccess: () => tellUndo(`${template.name} is withdrawn`, () => restore.mutateAsync()),
      onError: tellTrouble,
    });
  return (
    <>
      {template.isChanged && <Button onClick={() => setPublishing(true)}>Publish version {template.latest + 1}</Button>}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">More</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={takeAway}>Withdraw: no more are made of it</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isPublishing && <PublishDialog template={template} onClose={() => setPublishing(false)} />}
    </>
  );
}

function Shown({ template }: { template: Template }) {
  const { tab = 'tasks' } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (to: string | null) => void navigate({ search: to === 'tasks' ? {} : { tab: to as Tab }, replace: true });
  return (
    <Stack gap="md">
      <PageHead title={template.name} beside={<TemplateState template={template} />}>
        <Acts template={template} />
      </PageHead>
      <Tabs value={tab} onChange={go}>
        <TabList>
          <Tabs.Tab value="tasks">What it does</Tabs.Tab>
          {template.can.edit && <Tabs.Tab value="edit">Edit</Tabs.Tab>}
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
        </TabList>
        <Suspense fallback={<RowSkeleton rows={8} />}>
          <Tabs.Panel value="tasks" pt="md">
            <TemplateTasks content={template.content} />
          </Tabs.Panel>
          <Tabs.Panel value="edit" pt="md">
            <Editor key={template.id} template={template} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" pt="md">
            <Versions template={template} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </Stack>
  );
}
