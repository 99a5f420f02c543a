import { Accordion, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useIsHeld, usePlace, Within } from '../../components/unsaved.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { isOver, type Onboarding, onboardingQuery, type StepLine } from '../../lib/onboardings.ts';
import { unsaved } from '../../lib/unsaved.ts';
import { type Step, useStepAct } from './requests.ts';
import { SkipDialog } from './skip-dialog.tsx';
import { StepBody } from './step-body.tsx';
import { StepHead } from './step-head.tsx';
import { useTouch } from './time-before.ts';
import { sayTime, secondsBetween, useStepWords } from './words.ts';

const route = getRouteApi('/signed-in/onboarding/$onboardingId');

export function OnboardingPage() {
  const { onboardingId } = route.useParams();
  const { data, error, refetch } = useQuery(onboardingQuery(onboardingId));
  if (error && !data) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton rows={7} />;
  return <Steps key={data.id} onboarding={data} />;
}

/** What the steps are about is read anew when one of them has moved. */
function useFollowing({ clientId, steps }: Onboarding): void {
  const queries = useQueryClient();
  const stand = steps.map(({ state }) => state).join();
  useEffect(() => {
    for (const what of ['letters', 'organizers', 'requests', 'series'])
      void queries.invalidateQueries({ queryKey: [what, 'list'] });
    void queries.invalidateQueries({ queryKey: ['clients', clientId] });
  }, [queries, clientId, stand]);
}

/** All steps below each other; the one that is open is the one that someone is at. */
function Steps({ onboarding }: { onboarding: Onboarding }) {
  const { clientId, begunAt, finishedAt, steps } = onboarding;
  const name = useClientName(clientId) ?? '…';
  const titles = useStepWords();
  const [open, setOpen] = useState<Step | undefined>(() => steps.find((one) => !isOver(one))?.step);
  const place = usePlace();
  const go = (to: Step | undefined) => unsaved.leave(place, () => setOpen(to));
  const unsent = useTouch(onboarding, open);
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), 1000, { autoInvoke: finishedAt === undefined });
  useFollowing(onboarding);
  const touch = steps.reduce((sum, { touchSeconds }) => sum + touchSeconds, unsent);
  const done = steps.filter(isOver).length;
  return (
    <Stack gap="md" maw={960}>
      <div>
        <PageHead
          title={name}
          beside={<Badge color={finishedAt ? 'green' : 'blue'}>{finishedAt ? 'Onboarded' : 'Onboarding'}</Badge>}
        />
        <Text c="dimmed" size="sm" className="figures">
          {done} of {steps.length} steps, {sayTime(touch)} of people’s time,{' '}
          {finishedAt
            ? `took ${sayTime(secondsBetween(begunAt, finishedAt))}`
            : `${sayTime(secondsBetween(begunAt, now))} since it began`}
        </Text>
      </div>
      <StandingNotesOf clientId={clientId} />
      <Accordion
        variant="contained"
        order={2}
        value={open ?? null}
        onChange={(value) => go((value as Step | null) ?? undefined)}
      >
        {steps.map((step, at) => (
          <Accordion.Item key={step.step} value={step.step}>
            <Accordion.Control>
              <StepHead
                number={at + 1}
                title={titles[step.step]}
                step={step}
                unsent={open === step.step ? unsent : 0}
                now={now}
              />
            </Accordion.Control>
            <Accordion.Panel>
              {open === step.step && (
                <Within place={place}>
                  <Inside
                    onboarding={onboarding}
                    step={step}
                    titles={titles}
                    next={steps.slice(at + 1).find((one) => !isOver(one))}
                    onGo={go}
                  />
                </Within>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

type InsideProps = {
  onboarding: Onboarding;
  step: StepLine;
  titles: Readonly<Record<Step, string>>;
  next: StepLine | undefined;
  onGo: (step: Step) => void;
};

function Inside({ onboarding, step, titles, next, onGo }: InsideProps) {
  const [skipping, setSkipping] = useState<{ loses: boolean }>();
  const { mutate, isPending } = useStepAct(onboarding, step.step);
  const isHeld = useIsHeld();
  const may = onboarding.can.edit;
  return (
    <Stack gap="md">
      {step.skipped && <Text c="dimmed">Left out: {step.skipped.reason}</Text>}
      {step.state !== 'skipped' && <StepBody step={step.step} clientId={onboarding.clientId} mayEdit={may} />}
      <Group>
        {next && step.state !== 'open' && (
          <Button variant={step.state === 'under-way' ? 'default' : 'filled'} onClick={() => onGo(next.step)}>
            Go on: {titles[next.step]}
          </Button>
        )}
        {may && !isOver(step) && (
          <Button variant="subtle" color="gray" onClick={() => setSkipping({ loses: isHeld() })}>
            Leave it out
          </Button>
        )}
        {may && step.state === 'skipped' && (
          <Button
            variant="default"
            loading={isPending}
            onClick={() => mutate({ act: 'reopen' }, { onError: tellTrouble })}
          >
            Take it up after all
          </Button>
        )}
      </Group>
      {skipping && (
        <SkipDialog
          onboarding={onboarding}
          step={step.step}
          title={titles[step.step]}
          loses={skipping.loses}
          onClose={() => setSkipping(undefined)}
        />
      )}
    </Stack>
  );
}
