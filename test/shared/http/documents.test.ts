import { Validator } from '@seriousme/openapi-schema-validator';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { portalRoutes } from '../../../functions/portal-routes.ts';
import { staffRoutes } from '../../../functions/routes.ts';
import { generated } from '../../../scripts/docs.ts';
import { openapi } from '../../../shared/http/openapi.ts';

type Parameter = { in: string; name: string; required: boolean };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  requestBody?: object;
  responses: Record<string, object>;
};
const allRoutes = [...staffRoutes, ...portalRoutes];
const document = openapi({ title: 'Test', version: '1', description: '' }, allRoutes);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
);

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect({ valid, version: validator.version }).toEqual({ valid: true, version: '3.1' });
  });

  test('tells of every route once, under a name of its own', () => {
    expect(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted()).toEqual(
      allRoutes.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]+$/);
  });

  test('names every parameter of a path, and each as required', () => {
    for (const { path, operation } of operations) {
      const named = operation.parameters.filter((one) => one.in === 'path');
      expect(named.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      for (const one of named) expect(one.required).toBe(true);
    }
  });

  test('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document);
    const named = Object.keys(document.components.schemas);
    const referred = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    expect(referred.length).toBeGreaterThan(10);
    for (const ref of referred) expect(named).toContain(ref.replace('#/components/schemas/', ''));
    expect(text).not.toMatch(/\$defs|fieldKind/);
  });

  test('offers the headers that count: If-Match for a change of a record, Idempotency-Key for a POST', () => {
    const has = (method: string, path: string) =>
      operations
        .find((one) => one.method === method && one.path === path)!
        .operation.parameters.filter((one) => one.in === 'header')
        .map(({ name }) => name);
    expect(has('patch', '/v1/clients/{clientId}')).toEqual(['If-Match']);
    expect(has('post', '/v1/clients')).toEqual(['Idempotency-Key']);
    expect(has('post', '/v1/clients/{clientId}/reveal')).toEqual([]);
    expect(has('get', '/v1/clients')).toEqual([]);
  });

  test('promises each answer in the shape that the route is held to, and a problem otherwise', () => {
    for (const { operation } of operations) {
      expect(Object.keys(operation.responses).filter((code) => /^20[0124]$/.test(code))).toHaveLength(1);
      expect(operation.responses.default).toMatchObject({ content: { 'application/problem+json': {} } });
    }
  });
});

describe('a document made of the code', () => {
  test.each(Object.entries(generated))('%s is as `npm run docs` writes it', (file, make) => {
    expect(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')).toBe(make());
  });
});
