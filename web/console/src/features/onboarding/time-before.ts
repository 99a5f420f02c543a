import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { post } from '../../lib/http.ts';
import { type Onboarding, onboardingQuery } from '../../lib/onboardings.ts';
import type { Step } from './requests.ts';

/** Seconds after which someone who moves nothing and types nothing is taken to be elsewhere. */
const patience = 60;
/** Whoever wakes a computer did not look at the page while it slept. */
const longestTick = 2;
const portion = 30;

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Calls back with the seconds that passed while the page was in the foreground and someone was at it. */
export function useTimeBefore(isCounted: boolean, onSeconds: (seconds: number) => void): void {
  const tell = useRef(onSeconds);
  tell.current = onSeconds;
  useEffect(() => {
    if (!isCounted) return undefined;
    let last = performance.now();
    let sign = last;
    const onSign = () => {
      sign = performance.now();
    };
    for (const one of signs) document.addEventListener(one, onSign, { passive: true });
    const timer = setInterval(() => {
      const now = performance.now();
      const passed = Math.min((now - last) / 1000, longestTick);
      last = now;
      if (document.visibilityState === 'visible' && now - sign < patience * 1000) tell.current(passed);
    }, 1000);
    return () => {
      clearInterval(timer);
      for (const one of signs) document.removeEventListener(one, onSign);
    };
  }, [isCounted]);
}

/** Notes the time before a step in small portions as it goes; tells what is not sent yet. */
export function useTouch({ id, can, finishedAt }: Onboarding, step: Step | undefined): number {
  const queries = useQueryClient();
  const [unsent, setUnsent] = useState(0);
  const isCounted = can.edit && finishedAt === undefined && step !== undefined;
  const counted = useRef(0);
  const send = useRef<() => void>(() => {});
  send.current = () => {
    const seconds = Math.floor(counted.current);
    if (step === undefined || seconds < 1) return;
    counted.current -= seconds;
    setUnsent(counted.current);
    // What does not arrive is not counted: nothing is noted that the firm’s records do not have.
    post<Onboarding>(`/v1/onboardings/${id}/steps/${step}/touch`, { seconds }).then(
      (noted) => queries.setQueryData(onboardingQuery(id).queryKey, noted),
      () => undefined,
    );
  };
  useTimeBefore(isCounted, (seconds) => {
    counted.current += seconds;
    setUnsent(counted.current);
    if (counted.current >= portion) send.current();
  });
  useEffect(() => {
    const sendNow = send.current;
    const onHidden = () => document.visibilityState === 'hidden' && send.current();
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      sendNow();
    };
  }, [step, id]);
  return unsent;
}
