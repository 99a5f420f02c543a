import type { Result } from '../../shared/http/answer.ts';
import { api } from '../../shared/http/api.ts';
import type { HttpEvent } from '../../shared/http/request.ts';
import { sealedCursors } from '../../shared/table/cursors.ts';
import { memoryTable } from '../../shared/table/memory.ts';
import type { Table } from '../../shared/table/table.ts';
import { authenticate } from '../../functions/firm/authenticate.ts';
import { found } from '../../functions/firm/setup.ts';
import { projectEvent } from '../../functions/project-event.ts';
import { staffRoutes } from '../../functions/routes.ts';
import { eventRange, isEvent } from '../../shared/events/chain.ts';
import { fakeFiles, fakeKeys, fakeSeals, fakeUploads } from './fakes.ts';

export type Reply = {
  status: number;
  headers: Record<string, string>;

  body: Answer;
};
/** Tests look into answers as freely as a client of the API would. */
// oxlint-disable-next-line typescript/no-explicit-any -- an answer is whatever JSON came back; each test asserts its shape
export type Answer = any;

export type Sent = {
  body?: unknown;
  /** The body as raw text, for what is not JSON. */
  raw?: string;
  base64?: boolean;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  claims?: Record<string, string> | null;
};

export type Call = (method: string, path: string, sent?: Sent) => Promise<Reply>;

/** One request as the gateway hands it over. */
export function httpEvent(method: string, path: string, memberId: string | null, sent: Sent = {}): HttpEvent {
  const claims =
    sent.claims === undefined ? memberId && { username: memberId, token_use: 'access', sub: 's' } : sent.claims;
  const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  return {
    version: '2.0',
    routeKey: 'ANY /v1/{proxy+}',
    rawPath: path,
    rawQueryString: new URLSearchParams(sent.query).toString(),
    headers: { 'content-type': 'application/json', ...sent.headers },
    ...(sent.query && { queryStringParameters: sent.query }),
    requestContext: {
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      ...(claims && { authorizer: { jwt: { claims } } }),
    },
    isBase64Encoded: sent.base64 ?? false,
    ...(body !== undefined && { body }),
  } as unknown as HttpEvent;
}

/** What came back: JSON read, another text as it is. */
function bodyOf({ body, headers }: Result): Answer {
  if (!body) return undefined;
  return /json/.test(String(headers?.['content-type'])) ? JSON.parse(body) : body;
}

type Wrap = (table: Table) => Table;

/** The staff's API over a table in memory, with a firm and its first administrator. */
export async function aFirm({ wrap = (table) => table }: { wrap?: Wrap } = {}) {
  const memory = memoryTable();
  const table = wrap(memory);
  const cursors = sealedCursors(memory);
  const seals = fakeSeals();
  const keys = fakeKeys();
  const files = fakeFiles();
  const uploads = fakeUploads();
  const logged: Record<string, unknown>[] = [];
  const deps = { table, cursors, sweep: memory.sweep, keys, seals, files, uploads };
  const handler = api(staffRoutes, {
    table,
    cursors,
    authenticate: authenticate(table),
    deps,
    log: (line) => void logged.push(line),
  });
  await found(
    memory,
    {
      firmName: 'Larkfield & Rowe',
      administratorMail: 'eleanor@larkfieldrowe.example',
      timeZone: 'America/Denver',
      currency: 'USD',
    },
    '2026-01-05T15:00:00.000Z',
  );
  const admin = (memory.all().find((item) => item.entity === 'member') as unknown as { id: string }).id;

  let requests = 0;
  const as =
    (memberId: string | null): Call =>
    async (method, path, sent) => {
      const reply = await handler(httpEvent(method, path, memberId, sent), { awsRequestId: `req-${++requests}` });
      return {
        status: reply.statusCode!,
        headers: reply.headers as Record<string, string>,
        body: bodyOf(reply),
      };
    };

  /** Someone of the team, invited by the administrator. */
  async function member(
    role: 'admin' | 'manager' | 'member' | 'guest',
    more: object = {},
  ): Promise<{ id: string; call: Call }> {
    const name = `${role} ${++requests}`;
    const reply = await as(admin)('POST', '/v1/team', {
      body: { name, mail: `${role}${requests}@larkfieldrowe.example`, role, ...more },
    });
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return { id: reply.body.id, call: as(reply.body.id) };
  }

  /** Brings the read models up to date, as the projector would. */
  async function projected(): Promise<void> {
    for (const item of memory.all()) if (isEvent(item)) await projectEvent(memory, item);
  }

  return {
    memory,
    table,
    seals,
    keys,
    files,
    uploads,
    cursors,
    deps,
    handler,
    logged,
    admin: { id: admin, call: as(admin) },
    as,
    member,
    projected,
    eventRange,
  };
}

export type FirmUnderTest = Awaited<ReturnType<typeof aFirm>>;

/** A client made through the API. */
export async function aClient(call: Call, body: object = {}): Promise<Answer> {
  const reply = await call('POST', '/v1/clients', {
    body: { name: 'Juniper Street Dental, P.C.', lifecycle: 'active', ...body },
  });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}
