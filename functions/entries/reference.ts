import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import document from '../../docs/openapi.json' with { type: 'json' };

type Result = APIGatewayProxyStructuredResultV2;

/** The page that makes the document readable: Swagger UI, from the files deployed beside this one. */
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Firmament API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/v1/reference/swagger-ui.css">
<style>body { margin: 0 } .swagger-ui .topbar { display: none }</style>
</head>
<body>
<div id="reference"></div>
<script src="/v1/reference/swagger-ui-bundle.js"></script>
<script src="/v1/reference/start.js"></script>
</body>
</html>`;

/**
 * Swagger UI walks the whole of a document of OpenAPI 3.1 before it draws anything, and once more for each operation
 * that is opened: seconds each with one of this size. What it reads of a document of 3.0 it looks up where it is opened,
 * so the page gives it ours as one, with what 3.0 has no word for in its words.
 */
const start = `const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
follow();
dark.addEventListener('change', follow);
const inWordsOf30 = (key, value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? {
        ...value,
        ...('const' in value && { enum: [value.const] }),
        ...(Array.isArray(value.examples) && { example: value.examples[0] }),
      }
    : value;
const read = async () => {
  const answer = await fetch('/v1/openapi.json');
  if (!answer.ok) throw new Error(answer.statusText);
  return JSON.parse(await answer.text(), inWordsOf30);
};
const tell = (error) => {
  document.getElementById('reference').textContent = 'The document of the API cannot be read now. Load the page again.';
  throw error;
};
const ui = (spec) => SwaggerUIBundle({
  spec: { ...spec, openapi: '3.0.3' }, dom_id: '#reference', deepLinking: true, docExpansion: 'list', filter: true,
  tryItOutEnabled: true, persistAuthorization: false, displayRequestDuration: true, validatorUrl: null,
});
// Said afterwards, or it would be read from there: the document as it is can be taken away.
read().then(ui, tell).then(({ specActions }) => specActions.updateUrl('/v1/openapi.json'));`;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const answer = (type: string, body: string, cache = 'public, max-age=300'): Result => ({
  statusCode: 200,
  headers: {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': cache,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  body,
});

const packed = new Map<string, string>();

/** Compressed once for each running function: the script is 1.4 MB as it is. */
function asset(name: string, type: string): Result {
  const read = () => readFileSync(new URL(`./assets/${name}`, import.meta.url));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  const body = packed.get(name) ?? brotliCompressSync(read(), quality).toString('base64');
  packed.set(name, body);
  const plain = answer(type, body, 'public, max-age=86400');
  return { ...plain, headers: { ...plain.headers, 'content-encoding': 'br' }, isBase64Encoded: true };
}

const text = JSON.stringify(document);

const paths: Readonly<Record<string, () => Result>> = {
  '/v1/openapi.json': () => answer('application/json', text),
  '/v1/reference': () => answer('text/html', page),
  '/v1/reference/start.js': () => answer('text/javascript', start),
  '/v1/reference/swagger-ui.css': () => asset('swagger-ui.css', 'text/css'),
  '/v1/reference/swagger-ui-bundle.js': () => asset('swagger-ui-bundle.js', 'text/javascript'),
};

/** The API's document, and a page on which a person can read it and try the calls. */
export async function handler({ rawPath }: Pick<APIGatewayProxyEventV2, 'rawPath'>): Promise<Result> {
  return (
    paths[rawPath]?.() ?? {
      statusCode: 404,
      headers: { 'content-type': 'application/problem+json' },
      body: JSON.stringify({ type: '/problems/not-found', title: 'Not found', status: 404 }),
    }
  );
}
