import { startDatabase } from '../../../infra/local/database/database.ts';

/** A local cloud that is killed: it starts the database of the directory named and waits. */
const database = await startDatabase({ directory: process.argv[2]! });
process.stdout.write(`${database.pid}\n`);
setInterval(() => undefined, 1000);
