import { Alert, Button, Group, Select, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { nameOfSeries } from '../../components/series-columns.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { useToday } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { fieldErrors, messageOf } from '../../lib/problem.ts';
import type { Series } from '../../lib/series.ts';
import { seriesQuery, upcomingQuery } from '../../lib/series-queries.ts';
import { templateQuery, templatesQuery } from '../../lib/templates.ts';
import { useWords } from '../../lib/words.ts';
import { changesToSet, editOf, foreseenOf, type Values, valuesOf } from './form.ts';
import { Foreseen, useForeseen } from './foreseen.tsx';
import { type Client, clientQuery, useSeries } from './requests.ts';
import { RhythmFields } from './rhythm-fields.tsx';
import { type Scope, ScopeField } from './scope.tsx';
import classes from './series-form.module.css';
import { StandingFields } from './standing-fields.tsx';
import { WhenFields } from './when-fields.tsx';

const route = getRouteApi('/signed-in/series/$seriesId/edit');

export function EditSeriesPage() {
  const { seriesId } = route.useParams();
  const { data: series, error, refetch } = useQuery(seriesQuery(seriesId));
  const { data: client } = useQuery(clientQuery(series?.clientId ?? ''));
  if (error && !series) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!series || !client) return <RowSkeleton rows={10} />;
  return (
    <>
      <PageHead mb="md" title={`Change ${nameOfSeries(series)} for ${client.name}`} />
      <Form key={series.id} series={series} client={client} />
    </>
  );
}

function Form({ series, client }: { series: Series; client: Client }) {
  const today = useToday();
  const navigate = useNavigate();
  const words = useWords();
  const [values, setValues] = useState(valuesOf(series, client));
  const [scope, setScope] = useState<Scope>({ of: 'all' });
  const typedOf = (one: Series) => valuesOf(one, client);
  const { began, overtaken } = useOvertaken(series, typedOf, { values, setValues });
  const change = (more: Partial<Values>) => setValues((before) => ({ ...before, ...more }));
  const { data: templates = [] } = useQuery(templatesQuery);
  const { data: template } = useQuery(templateQuery(values.templateId ?? ''));
  const { data: upcoming = [] } = useQuery(upcomingQuery(series.id));
  const from = scope.of === 'following' ? scope.from : undefined;
  const between = Math.max(
    0,
    upcoming.findIndex(({ period }) => period.start === from),
  );
  const foreseen = useForeseen(client.id, foreseenOf(began, values, from, between));
  const { save } = useSeries(began);
  const errors = { ...fieldErrors(foreseen.error), ...fieldErrors(save.error) };
  const [edit, changes] = [editOf(began, values), changesToSet(began, values)];
  const isSame = !edit && !changes;
  const forget = useUnsaved(!isSame);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { edit: edit || from ? { ...edit, ...(from && { from }) } : undefined, changes },
      {
        onSuccess: ({ id }) => {
          forget();
          tell('The series is changed');
          void navigate({ to: '/series/$seriesId', params: { seriesId: id } });
        },
      },
    );
  };
  return (
    <form onSubmit={send} className={classes.sides}>
      <Stack gap="lg">
        <Stack gap="sm">
          <Select
            label="Template"
            data={templates.filter(({ latest }) => latest > 0).map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            searchable
            value={values.templateId ?? null}
            onChange={(id) => id !== null && change({ templateId: id })}
            error={errors.templateId}
          />
          <RhythmFields
            value={values.rhythm}
            onChange={(rhythm) => change({ rhythm })}
            today={today}
            isPayroll={template?.content.period === 'payroll'}
            usual={undefined}
            mayBeUsual={false}
            error={errors.rhythm}
          />
          <WhenFields
            values={values}
            onChange={change}
            today={today}
            errors={errors}
            engagementWord={words.engagement.one}
            mayForgetRoll={series.roll === undefined}
          />
        </Stack>
        {template && (
          <Stack gap="sm">
            <Title order={2}>Other than the template, for this {words.client.one}</Title>
            <StandingFields
              template={template}
              value={values.changes}
              onChange={(standing) => change({ changes: standing })}
              errors={errors}
            />
          </Stack>
        )}
        <ScopeField value={scope} onChange={setScope} upcoming={upcoming} />
        <OvertakenAlert of={overtaken} />
        {save.error && (
          <Alert color="red" role="alert" p="xs">
            {messageOf(save.error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={isSame}>
            Change the series
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/series/$seriesId" params={{ seriesId: series.id }} {...props} />}
          >
            Cancel
          </Button>
        </Group>
      </Stack>
      <div className={classes.seen}>
        <Foreseen foreseen={foreseen} empty={`The next date is known when the ${words.job.one} before is done.`} />
      </div>
    </form>
  );
}
