import type { BenchCall } from '../call.ts';
import { long } from './longest.ts';
import { anOrganizer, answers, file, forty } from './organizers.ts';
import { onPage } from './portal.ts';
import { wideShape } from './questionnaires.ts';

const one = '/portal/v1/organizers/{organizerId}';
type Shape = Parameters<typeof anOrganizer>[1];
const of = (shape: Shape, body?: object) =>
  onPage(async (scene) => ({ params: await anOrganizer(scene, shape), ...(body && { body }) }));
const dearest = (route: string, request: BenchCall['request']): BenchCall => ({ route, worst: true, request });

/** What someone of the client does with an organizer on their page. */
export const organizerPageCalls: readonly BenchCall[] = [
  { route: `GET ${one}`, request: of({}) },
  { route: `POST ${one}/answers`, request: of({}, answers) },
  { route: `POST ${one}/submit`, request: of({}) },
  { route: `POST ${one}/questions/{question}/documents`, request: of({}, file) },
];

export const worstOrganizerPageCalls: readonly BenchCall[] = [
  dearest(`POST ${one}/answers`, (scene) => of(wideShape(), { answers: forty })(scene)),
  dearest(`POST ${one}/submit`, (scene) => of(wideShape())(scene)),
  dearest(`POST ${one}/questions/{question}/documents`, of({}, { ...file, name: `${long(196)}.pdf` })),
];
