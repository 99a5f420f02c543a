import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from './aws-api.ts';
import type { Plan } from './stack/plan.ts';

type Answer = { Status: 'SUCCESS' | 'FAILED'; Reason?: string };

/** Waits for the one answer that a custom resource's function sends to CloudFormation. */
async function awaitAnswer(send: (url: string) => Promise<unknown>): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const server = http.createServer((request, response) => {
    void readBody(request).then((body) => {
      response.end();
      resolve(JSON.parse(body.toString()) as Answer);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  try {
    await send(`http://127.0.0.1:${port}/answer`);
    return await promise;
  } finally {
    server.close();
  }
}

/** Runs the stack's custom resources as a deployment would: at every start, since they are to be safe to repeat. */
export async function runSetups(
  setups: Plan['setups'],
  invoke: (functionArn: string, event: unknown) => Promise<unknown>,
): Promise<void> {
  for (const { functionArn, properties } of setups) {
    const answer = await awaitAnswer((ResponseURL) =>
      invoke(functionArn, {
        RequestType: 'Create',
        ResponseURL,
        StackId: 'local',
        RequestId: 'local',
        LogicalResourceId: 'local',
        ResourceType: 'Custom::Setup',
        ServiceToken: functionArn,
        ResourceProperties: { ServiceToken: functionArn, ...properties },
      }),
    );
    if (answer.Status === 'FAILED') throw new Error(`The set-up of the stack failed: ${answer.Reason}`);
  }
}
