// Healthy is a worker whose own row has a heartbeat from the last 20 s. It beats every 2 s; after 15 s of silence
// others take its stages over.
import { hostname } from 'node:os';
import pg from 'pg';

const client = new pg.Client({
  connectionString: process.env.DATABASE_URL,
  connectionTimeoutMillis: 5000,
  query_timeout: 3000,
});
await client.connect();
const name = process.env.WORKER_ID || hostname();
const { rowCount } = await client.query(
  `SELECT 1 FROM "Worker" WHERE starts_with(id, $1) AND "heartbeatAt" > now() - interval '20 seconds' LIMIT 1`,
  [`${name}-`],
);
await client.end();
process.exitCode = rowCount ? 0 : 1;
