import { test } from 'vitest';
import { firstSeed, histories, longEnough, playEverySecond } from './many.ts';

test(
  `in one half of ${histories} histories no wake-up is lost, no step has its effect twice, no job is stuck, and all chains and read models are whole`,
  () => playEverySecond(firstSeed),
  longEnough,
);
