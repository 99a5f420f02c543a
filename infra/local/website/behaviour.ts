import { runInNewContext } from 'node:vm';

/** A cache behaviour of the distribution, as far as it matters to a browser. */
export type Behaviour = {
  /** CloudFront's: `*` is any characters, slashes too, and `?` is one. */
  pattern: string;
  serves: 'files' | 'api';
  methods: readonly string[];
  /** What its response headers policy adds. */
  headers: Readonly<Record<string, string>>;
  /** The code of its functions at a viewer's request. */
  functions: readonly string[];
};

type Header = { value: string };
type EdgeFunction = (event: { request: { method: string; uri: string; headers: Record<string, Header> } }) => {
  uri?: string;
};

const matches = (pattern: string) => {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const regex = new RegExp(`^${source}$`, 's');
  return (path: string) => regex.test(path);
};

/**
 * Says of a request which behaviour it meets, and the path that is left after the behaviour's functions. Headers that they
 * set are left out: here the API is called by the site's own name.
 */
export function behaviourTable(behaviours: readonly Behaviour[]) {
  const table = behaviours.map((behaviour) => ({
    behaviour,
    fits: matches(behaviour.pattern),
    run: behaviour.functions.map((code) => runInNewContext(`${code}\nhandler`) as EdgeFunction),
  }));
  return (method: string, path: string, host = ''): { behaviour: Behaviour; path: string } | undefined => {
    const found = table.find(({ fits }) => fits(path));
    if (!found) return undefined;
    const through = (uri: string, run: EdgeFunction) => {
      const answer = run({ request: { method, uri, headers: { host: { value: host } } } });
      if (answer.uri === undefined)
        throw new Error('The local cloud runs edge functions that give the request back only');
      return answer.uri;
    };
    return { behaviour: found.behaviour, path: found.run.reduce(through, path) };
  };
}
