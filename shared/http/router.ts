import { DomainError } from '../errors.ts';
import type { Route } from './route.ts';

export type Match<Deps> = { route: Route<Deps>; params: Record<string, string> };

const isParam = (segment: string) => segment.startsWith('{');

/** The gateway hands over whole families of paths, percent-decoded; which route is meant is decided here, from the routes themselves. */
export function router<Deps>(routes: readonly Route<Deps>[]): (method: string, path: string) => Match<Deps> {
  const split = routes
    .map((route) => ({ route, segments: route.path.split('/') }))
    // A word before a parameter: /v1/clients/search is not a client's id.
    .toSorted((a, b) => a.segments.filter(isParam).length - b.segments.filter(isParam).length);

  return (method, path) => {
    const given = path.split('/');
    const fits = split.filter(
      ({ segments }) =>
        segments.length === given.length &&
        segments.every((segment, i) => (isParam(segment) ? given[i] !== '' : segment === given[i])),
    );
    if (fits.length === 0) throw new DomainError('not-found', `There is nothing at ${path.slice(0, 200)}`);
    const found = fits.find(({ route }) => route.method === method);
    if (!found) {
      const allow = [...new Set(fits.map(({ route }) => route.method))].join(', ');
      throw new DomainError('method-not-allowed', `${method} is not possible here; ${allow} is`, { allow });
    }
    const params = found.segments.flatMap((segment, i) =>
      isParam(segment) ? [[segment.slice(1, -1), given[i]!]] : [],
    );
    return { route: found.route, params: Object.fromEntries(params) as Record<string, string> };
  };
}
