import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/prisma/client.ts';
import { setReader } from './readRows.ts';

export type Db = PrismaClient;

/** What both the client and an open transaction can do. */
export type DbTransaction = Omit<
  Db,
  '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'
>;

export interface DbOptions {
  poolSize?: number;
  /** Told of each statement, with its values as a JSON list. */
  onQuery?: (statement: { query: string; params: string }) => void;
}

/** A Prisma client on its own pool. `poolSize` bounds its connections; call `$disconnect()` at the end. */
export function createDb(url: string, { poolSize = 10, onQuery }: DbOptions = {}): Db {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  // Of a connection that nobody uses: the pool opens another, and who asks next is told if it cannot.
  pool.on('error', unheard);
  const adapter = new PrismaPg(pool);
  const db = onQuery ? watchedClient(adapter, onQuery) : new PrismaClient({ adapter });
  setReader(db, { pool, onQuery: onQuery ?? null });
  const disconnect = db.$disconnect.bind(db);
  // The client ends a pool only if it was asked itself.
  db.$disconnect = async () => {
    await disconnect();
    if (!pool.ending) await pool.end();
  };
  return db;
}

function watchedClient(adapter: PrismaPg, onQuery: NonNullable<DbOptions['onQuery']>): Db {
  const db = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  db.$on('query', onQuery);
  return db;
}

const unheard = () => undefined;
