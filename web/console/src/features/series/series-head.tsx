import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SeriesBadge } from '../../components/series-badge.tsx';
import { nameOfSeries } from '../../components/series-columns.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { sayRhythm } from '../../lib/rhythm-words.ts';
import type { Series } from '../../lib/series.ts';
import { missedWords, rollWords, sayLead, whyNot } from '../../lib/series-words.ts';
import { capital, useWords } from '../../lib/words.ts';
import { clientQuery } from './requests.ts';
import { SeriesActs } from './series-acts.tsx';

function sayEnd({ end }: Series, engagementWord: string) {
  switch (end.kind) {
    case 'never':
      return 'Never';
    case 'on':
      return <Day of={end.date} />;
    case 'after':
      return `After ${end.jobs} jobs`;
    case 'engagement':
      return `With the ${engagementWord}`;
  }
}

/** What recurs, for whom, how often, and what it does next. */
export function SeriesHead({ series }: { series: Series }) {
  const words = useWords();
  const { data: client } = useQuery(clientQuery(series.clientId));
  const { made, roll, missed, follows, followedBy, failures, lastFailure, heldSince } = series;
  const why = whyNot(series);
  return (
    <Stack component="header" gap="sm">
      <PageHead title={nameOfSeries(series)} beside={<SeriesBadge series={series} />}>
        <SeriesActs series={series} />
      </PageHead>
      <Facts>
        <Fact label={capital(words.client.one)}>
          <Link to="/clients/$clientId" params={{ clientId: series.clientId }} search={{ tab: 'series' }}>
            {client?.name ?? '…'}
          </Link>
        </Fact>
        <Fact label="How often">{sayRhythm(series.rhythm)}</Fact>
        <Fact label={`Each ${words.job.one} is created`}>{sayLead(series.lead)}</Fact>
        <Fact label="The next one">{series.lookOn && <Day of={series.lookOn} />}</Fact>
        <Fact label="Made">{String(made)}</Fact>
        <Fact label="Ends">{sayEnd(series, words.engagement.one)}</Fact>
        <Fact label="A start on a closed day">{roll && rollWords[roll]}</Fact>
        <Fact label="Missed ones">{missedWords[missed]}</Fact>
        <Fact label="Goes on from">
          {follows && (
            <Link to="/series/$seriesId" params={{ seriesId: follows }}>
              the series before
            </Link>
          )}
        </Fact>
        <Fact label="Is followed by">
          {followedBy && (
            <Link to="/series/$seriesId" params={{ seriesId: followedBy }}>
              the series after
            </Link>
          )}
        </Fact>
      </Facts>
      <StandingNotesOf clientId={series.clientId} />
      {why !== undefined && (
        <Alert color={series.status === 'paused' ? 'yellow' : 'gray'} p="xs">
          {why}
        </Alert>
      )}
      {heldSince !== undefined && (
        <Alert color="yellow" p="xs" title={`The next ${words.job.one} waits for a letter`}>
          Since <Day of={heldSince} /> what comes up waits for the letter to be signed, and is made then.
        </Alert>
      )}
      {failures > 0 && lastFailure !== undefined && (
        <Alert color="red" p="xs" title={`The next ${words.job.one} could not be created`}>
          {lastFailure}
        </Alert>
      )}
    </Stack>
  );
}
