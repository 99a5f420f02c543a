import { Alert, Button, Group, Select, Stack, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useToday } from '../../lib/me.ts';
import { fieldErrors, messageOf } from '../../lib/problem.ts';
import { isSame } from '../../lib/rebase.ts';
import { templateQuery, templatesQuery } from '../../lib/templates.ts';
import { useWords } from '../../lib/words.ts';
import { Foreseen, useForeseen } from './foreseen.tsx';
import { askedOf, fresh, type Values } from './form.ts';
import { clientQuery, useNewSeries } from './requests.ts';
import { RhythmFields } from './rhythm-fields.tsx';
import classes from './series-form.module.css';
import { StandingFields } from './standing-fields.tsx';
import { WhenFields } from './when-fields.tsx';
import { useServiceTemplate, WhoseFields } from './whose-fields.tsx';

const route = getRouteApi('/signed-in/series/new');

export function NewSeriesPage() {
  const { client: clientId = '', engagement, service } = route.useSearch();
  const { data, isLoading } = useQuery(clientQuery(clientId));
  const client = data && { id: data.id, name: data.name };
  const given = { client, engagementId: engagement, serviceId: service };
  return (
    <>
      <PageHead mb="md" title="New series" />
      {isLoading ? <RowSkeleton rows={8} /> : <Form given={given} />}
    </>
  );
}

function Form({ given }: { given: Partial<Values> }) {
  const today = useToday();
  const navigate = useNavigate();
  const { client, engagement } = useWords();
  const [begun] = useState(fresh(given));
  const [values, setValues] = useState(begun);
  const forget = useUnsaved(!isSame(values, begun));
  const change = (more: Partial<Values>) => setValues((before) => ({ ...before, ...more }));
  const ofService = useServiceTemplate(values);
  const { data: templates = [] } = useQuery(templatesQuery);
  const published = templates.filter(({ status }) => status === 'published');
  const byService = published.find(({ key }) => key === ofService);
  const { data: template } = useQuery(templateQuery(values.templateId ?? byService?.id ?? ''));
  const asked = askedOf(values, byService !== undefined);
  const foreseen = useForeseen(values.client?.id, asked);
  const add = useNewSeries();
  const errors = { ...fieldErrors(foreseen.error), ...fieldErrors(add.error) };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!asked || !values.client) return;
    add.mutate(
      { clientId: values.client.id, asked },
      {
        onSuccess({ id }) {
          forget();
          void navigate({ to: '/series/$seriesId', params: { seriesId: id } });
        },
      },
    );
  };
  return (
    <form onSubmit={send} className={classes.sides}>
      <Stack gap="lg">
        <Stack gap="sm">
          <WhoseFields values={values} onChange={change} errors={errors} />
          <StandingNotesOf clientId={values.client?.id} />
          <Select
            label="Template"
            placeholder={byService ? `${byService.name}, by the service` : 'Which work recurs'}
            data={published.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            clearable
            value={values.templateId ?? null}
            onChange={(id) => change({ templateId: id ?? undefined, changes: {} })}
            error={errors.templateId}
          />
        </Stack>
        <Stack gap="sm">
          <Title order={2}>When</Title>
          <RhythmFields
            value={values.rhythm}
            onChange={(rhythm) => change({ rhythm })}
            today={today}
            isPayroll={template?.content.period === 'payroll'}
            usual={foreseen.data?.rhythm}
            mayBeUsual
            error={errors.rhythm}
          />
          <TextInput
            type="date"
            label="A day of its first period"
            description="Empty: it begins with the current one"
            value={values.first}
            onChange={({ currentTarget }) => change({ first: currentTarget.value })}
            error={errors.first}
          />
          <WhenFields
            values={values}
            onChange={change}
            today={today}
            errors={errors}
            engagementWord={engagement.one}
            mayForgetRoll
          />
        </Stack>
        {template && (
          <Stack gap="sm">
            <Title order={2}>Other than the template, for this {client.one}</Title>
            <StandingFields
              template={template}
              value={values.changes}
              onChange={(changes) => change({ changes })}
              errors={errors}
            />
          </Stack>
        )}
        {add.error && (
          <Alert color="red" role="alert" p="xs">
            {messageOf(add.error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={add.isPending} disabled={!asked}>
            Begin the series
          </Button>
        </Group>
      </Stack>
      <div className={classes.seen}>
        <Foreseen foreseen={foreseen} empty="Say for whom and of which template: the dates appear here." />
      </div>
    </form>
  );
}
