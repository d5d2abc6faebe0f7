import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.ts';

export type Db = PrismaClient;

/** What both the client and an open transaction can do. */
export type DbTransaction = Omit<
  Db,
  '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'
>;

/** A Prisma client on its own pool. `poolSize` bounds its connections; call `$disconnect()` at the end. */
export function createDb(url: string, { poolSize = 10 }: { poolSize?: number } = {}): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: poolSize }) });
}
