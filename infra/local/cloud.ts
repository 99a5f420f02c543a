import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { repository } from '../bundle.ts';
import { dist as builtSites } from '../sites.ts';
import { startAwsApi } from './aws-api.ts';
import { bundles } from './lambda/bundles.ts';
import { busService } from './bus/bus.ts';
import type { RuleTarget } from './bus/rule.ts';
import { bundleDirectory } from './stack/cache.ts';
import { movableClock } from './clock.ts';
import { createTable } from './database/tables.ts';
import { startDatabase } from './database/database.ts';
import { startGateway } from './gateway/gateway.ts';
import { keyService } from './kms/service.ts';
import { lambdaHost } from './lambda/host.ts';
import { mailbox as openMailbox } from './mail/mailbox.ts';
import type { Landing } from './pages/landing.ts';
import { localPages } from './pages/local-pages.ts';
import { localOperations } from './operations.ts';
import { planOf } from './stack/plan.ts';
import { startQueuePoller } from './queue/poller.ts';
import { openQueues } from './queue/store.ts';
import { together } from './worker.ts';
import { queueService } from './queue/queue.ts';
import { toEventBridge } from './s3/events.ts';
import { s3 } from './s3/server.ts';
import { detailTypes } from './mail/ses-events.ts';
import { ses } from './mail/ses.ts';
import { startSchedules } from './schedules/schedules.ts';
import { runSetups } from './setups.ts';
import type { LocalStack } from './stack/synthesized.ts';
import { lambdaInvoke } from './states/integrations.ts';
import { Engine } from './states/engine.ts';
import { statesApi } from './states/api.ts';
import { openStore } from './store.ts';
import { failureKey } from './streams/failure.ts';
import { startStreamPoller } from './streams/streams.ts';
import { readTemplate } from './stack/template.ts';
import { startTtlSweep } from './database/ttl.ts';
import { userPool } from './user-pool/pool.ts';
import { cognitoDoor, cognitoForPages } from './website/cognito-door.ts';
import { website } from './website/website.ts';

export type CloudOptions = {
  stack: LocalStack;
  /** Where everything is kept. */
  directory: string;
  /** The one port that people use; 0 for any. */
  port: number;
  /** The folder of the built sites, where it is not the repository's. */
  dist?: string;
  /** Where to go from the landing page. */
  landing?: Landing;
  /** Lines of the access log and of what runs in the background. */
  log: (line: string) => void;
};

export type Cloud = Awaited<ReturnType<typeof startCloud>>;

/** Every AWS SDK in this process signs with these, and finds the local services by these. */
const credentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local-secret' };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Brings the stack of the template to life on this machine: each service, wired as the template says. */
export async function startCloud({ stack, directory, port: wanted, dist = builtSites, landing, log }: CloudOptions) {
  mkdirSync(directory, { recursive: true });
  const store = openStore(join(directory, 'cloud.sqlite'));
  const offset = savedOffset(store);
  const clock = movableClock(offset.read());
  // Links in mail name the port before anything listens there.
  const port = wanted === 0 ? await freePort() : wanted;
  const awsPort = wanted === 0 ? await freePort() : wanted + 1;
  const awsUrl = `http://127.0.0.1:${awsPort}`;
  const { template, place, assets } = stack;
  const plan = planOf(readTemplate(template, place, (name) => `${awsUrl}/${place.account}/${name}`));

  const database = await startDatabase({ directory: join(directory, 'database'), log });
  const environment = {
    ...credentials,
    AWS_REGION: place.region,
    ...plan.environment,
    SITE: `http://localhost:${port}`,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ENDPOINT_URL_DYNAMODB: database.url,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: database.url,
  };
  Object.assign(process.env, environment, { CLOCK_OFFSET_MS: String(clock.offset()) });
  const dynamo = new DynamoDBClient({});
  const { streamArn, changes } = await createTable(dynamo, plan.table);
  for (const change of changes) log(change);

  const outdir = bundleDirectory(directory);
  for (const [as, from] of Object.entries(assets))
    cpSync(join(repository, from), join(outdir, as), { recursive: true });
  const sources = new Map(plan.functions.map(({ name, source }) => [name, source]));
  const code = bundles({
    entries: Object.fromEntries([...sources].map(([name, source]) => [name, join(repository, source)])),
    outdir,
  });

  const queues = openQueues({ store, clock, queues: plan.queues });
  const lambda = lambdaHost({ store, clock, functions: plan.functions, load: code.load, onFailure: queues.send, log });
  const deliver = async ({ arn }: Pick<RuleTarget, 'arn'>, input: unknown) => {
    if (arn.includes(':lambda:')) lambda.invokeAsync(arn, input);
    else if (arn.includes(':sqs:')) queues.send(arn, { body: JSON.stringify(input) });
    else if (arn.includes(':states:')) engine.start({ stateMachineArn: arn, input: JSON.stringify(input ?? {}) });
    else throw new Error(`The local cloud cannot deliver to ${arn}`);
  };
  const bus = busService({ store, clock, buses: plan.buses, rules: plan.rules, deliver, deadLetter: queues.send, log });
  const engine = new Engine({
    store,
    clock,
    machines: plan.machines,
    integrations: { 'lambda:invoke': lambdaInvoke(lambda.invoke) },
  });
  const mailbox = openMailbox({ store, clock });
  const pool = userPool({
    store,
    clock,
    pools: plan.pools,
    region: place.region,
    sendMail: ({ to, subject, text, html }) =>
      void mailbox.keep({
        from: 'no-reply@verificationemail.com',
        to: [to],
        subject,
        text,
        ...(html !== undefined && { html }),
      }),
  });
  const files = s3({
    directory: join(directory, 's3'),
    store,
    clock,
    buckets: plan.buckets,
    keys: { [credentials.AWS_ACCESS_KEY_ID]: credentials.AWS_SECRET_ACCESS_KEY },
    onEvent(event) {
      const { source, 'detail-type': detailType, detail } = toEventBridge(event, place);
      bus.put([{ source, detailType, detail }]);
    },
  });
  const mail = ses({
    mailbox,
    store,
    clock,
    onEvent: (event) => void bus.put([{ source: 'aws.ses', detailType: detailTypes[event.eventType], detail: event }]),
  });
  const api = await startAwsApi({
    port: awsPort,
    json: [
      queueService({ queues, clock, url: () => awsUrl }),
      bus,
      keyService({ store, clock, keys: plan.keys }),
      pool.service,
      statesApi(engine),
    ],
    rest: [pool.rest, lambda.service, mail],
    signed: files.handle,
  });

  const pollers = plan.queueMappings.map(({ queueArn, ...mapping }) =>
    startQueuePoller({ queues, clock, queueArn, mapping, invoke: lambda.invoke, log }),
  );
  const stream = startStreamPoller({
    client: new DynamoDBStreamsClient({}),
    streamArn: streamArn!,
    mappings: plan.streams,
    store,
    clock,
    invoke: lambda.invoke,
    onFailure: async (destination, failure, mapping) => {
      const Key = failureKey(mapping.id, failure);
      const Bucket = destination.slice(destination.lastIndexOf(':') + 1);
      await new S3Client({}).send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(failure) }));
    },
    log,
  });
  const sweep = startTtlSweep({
    client: dynamo,
    table: plan.table.name,
    attribute: plan.table.ttlAttribute!,
    clock,
    log,
  });
  const workers = together([bus, lambda, ...pollers]);
  const schedules = startSchedules({
    store,
    clock,
    schedules: plan.schedules,
    fire: (target) => deliver(target, JSON.parse(target.input ?? '{}')),
  });
  engine.resume();

  /** Everything that follows from what was done so far has happened. */
  async function settled(): Promise<void> {
    do {
      await stream.drained();
      await workers.idle();
      // What the last of them has written is told of only now.
      await stream.drained();
    } while (engine.awake > 0 || !workers.isIdle());
  }

  function forward(milliseconds: number): void {
    clock.forward(milliseconds);
    offset.write(clock.offset());
    process.env.CLOCK_OFFSET_MS = String(clock.offset());
  }

  await runSetups(plan.setups, lambda.invoke);
  const poolId = plan.pools[0]!.id;
  const siteConfig = (host: string) => ({
    region: place.region,
    userPoolId: poolId,
    clientId: plan.pools[0]!.clients[0]!.id,
    cognitoEndpoint: `http://${host}${cognitoDoor}`,
    workflows: '/local/workflows',
  });
  /** As SES puts down what comes in. */
  const receive = async (Body: Buffer) => {
    const Bucket = plan.environment.QUARANTINE;
    await new S3Client({}).send(new PutObjectCommand({ Bucket, Key: `mail/${randomUUID()}`, Body }));
  };
  const receives = { at: plan.environment.REPLIES_AT, receive };
  const mint = async (member: string) => (await pool.mint(poolId, member)).AccessToken;
  const gateway = await startGateway({
    port,
    api: { routes: plan.routes, ...plan.stage },
    invoke: (name, event) => lambda.invoke(name, event).finally(stream.poke),
    jwks: (issuer) => {
      const known = plan.pools.find(({ id }) => pool.issuer(id) === issuer);
      if (!known) throw new Error(`Nobody here issues tokens as ${issuer}`);
      return pool.jwks(known.id);
    },
    clock,
    log,
    local: [
      localOperations({ clock, forward, schedules, engine, mint, settled }),
      localPages({ mailbox, clock, landing: landing ?? { entries: [], people: [] }, receives }),
      cognitoForPages(pool.service),
      website({ behaviours: plan.behaviours, dist, config: siteConfig, storage: new URL(awsUrl).host }),
    ],
  });

  return {
    url: gateway.url,
    /** With this, an AWS SDK in another process finds the services and the resources. */
    environment,
    plan,
    mailbox,
    clock,
    mint,
    settled,
    async stop() {
      await gateway.close();
      schedules.close();
      await stream.stop();
      await sweep.stop();
      await workers.stop();
      engine.close();
      await api.close();
      await files.close();
      store.close();
      await code.dispose();
      await database.stop();
    },
  };
}

/** The clock stands where it was moved to, also after a restart. */
function savedOffset(store: ReturnType<typeof openStore>) {
  store.exec('CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset INTEGER NOT NULL)');
  return {
    read: () => (store.prepare('SELECT offset FROM clock').get()?.offset as number | undefined) ?? 0,
    write: (value: number) => store.prepare('INSERT OR REPLACE INTO clock VALUES (1, ?)').run(value),
  };
}
