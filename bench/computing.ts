import type { BenchCall } from './call.ts';

/**
 * Routes whose answer is worked out, not looked up: what their handlers add is what they are for, and does not grow with
 * the firm. They are timed and shown with the others, and left out of the bar for thin handlers.
 */
export const computing: Readonly<Record<string, string>> = {
  'POST /v1/imports/clients': 'reads a file of 100 rows',
  'GET /v1/deadlines': 'works out every date of law in a year',
  'POST /v1/clients/{clientId}/series/preview': 'makes the next twelve jobs with all their dates',
  'GET /v1/series/{seriesId}/preview': 'makes the next twelve jobs with all their dates',
  'POST /v1/series/{seriesId}/preview': 'makes the next twelve jobs with all their dates',
  'POST /v1/templates/import': 'reads a template from YAML and looks it through',
  'POST /v1/templates/{templateId}/lint': 'looks a whole template through',
  'GET /v1/templates/library': 'reads ten templates from YAML',
  'GET /v1/templates/{templateId}/yaml': 'writes a template as YAML',
};

export const computes = ({ route }: BenchCall): boolean => Object.hasOwn(computing, route);
