import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.ts';

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
  const adapter = new PrismaPg({ connectionString: url, max: poolSize });
  if (!onQuery) return new PrismaClient({ adapter });
  const db = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  db.$on('query', onQuery);
  return db;
}
