import { nodesAt, parseXml, textAt, textsAt, type XmlTree } from './xml.ts';

/** Which pages of other origins a browser lets at a bucket. `*` stands for anything, as S3 reads it. */
export type CorsRule = {
  origins: readonly string[];
  methods: readonly string[];
  headers?: readonly string[] | undefined;
  expose?: readonly string[] | undefined;
  maxAge?: number | undefined;
};

function matches(pattern: string, text: string): boolean {
  const [start, end] = pattern.toLowerCase().split('*') as [string, string?];
  const value = text.toLowerCase();
  if (end === undefined) return value === start;
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}

type Asked = { origin: string; method: string; headers: readonly string[] };

function ruleFor(rules: readonly CorsRule[], { origin, method, headers }: Asked): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.methods.includes(method) &&
      rule.origins.some((pattern) => matches(pattern, origin)) &&
      headers.every((header) => (rule.headers ?? []).some((pattern) => matches(pattern, header))),
  );
}

/** The headers that let the asking page in; undefined when no rule does. */
export function corsHeaders(rules: readonly CorsRule[], asked: Asked): Record<string, string> | undefined {
  const rule = ruleFor(rules, asked);
  if (!rule) return undefined;
  return {
    'access-control-allow-origin': rule.origins.includes('*') ? '*' : asked.origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(asked.headers.length && { 'access-control-allow-headers': asked.headers.join(', ') }),
    ...(rule.expose?.length && { 'access-control-expose-headers': rule.expose.join(', ') }),
    ...(rule.maxAge !== undefined && { 'access-control-max-age': String(rule.maxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

export function parseCors(text: string): CorsRule[] {
  return nodesAt(parseXml(text, 'CORSConfiguration'), 'CORSRule').map((rule) => {
    const maxAge = textAt(rule, 'MaxAgeSeconds');
    return {
      origins: textsAt(rule, 'AllowedOrigin'),
      methods: textsAt(rule, 'AllowedMethod'),
      headers: textsAt(rule, 'AllowedHeader'),
      expose: textsAt(rule, 'ExposeHeader'),
      maxAge: maxAge === undefined ? undefined : Number(maxAge),
    };
  });
}

export const corsXml = (rules: readonly CorsRule[]): XmlTree => ({
  CORSConfiguration: {
    CORSRule: rules.map((rule) => ({
      AllowedOrigin: rule.origins,
      AllowedMethod: rule.methods,
      AllowedHeader: rule.headers ?? [],
      ExposeHeader: rule.expose ?? [],
      MaxAgeSeconds: rule.maxAge,
    })),
  },
});
