import pg from 'pg';
import { z } from 'zod';
import type { DbTransaction } from './client.ts';
import { Prisma } from './generated/prisma/client.ts';

export const EVENT_CHANNEL = 'asterism_event';

/** Carried by NOTIFY: ids only, as a message may hold 8,000 bytes at most. */
export const eventNotice = z.strictObject({
  sequence: z.int(),
  workspaceId: z.string(),
  experimentId: z.string().nullable(),
  versionId: z.string().nullable(),
  decodingId: z.string().nullable().default(null),
  activityId: z.int().nullable().default(null),
});
export type EventNotice = z.infer<typeof eventNotice>;

export const epochEvent = z.strictObject({
  epoch: z.int(),
  trainLoss: z.number(),
  validationLoss: z.number().nullable(),
  imagesPerSecond: z.number(),
});
export type EpochEvent = z.infer<typeof epochEvent>;

export interface NewEvent {
  workspaceId: string;
  experimentId?: string;
  versionId?: string;
  decodingId?: string;
  activityId?: bigint;
  epoch?: EpochEvent;
}

/** Records that something changed and tells listeners when the caller's transaction commits. */
export async function emitEvent(tx: DbTransaction, event: NewEvent): Promise<void> {
  const {
    activityId,
    epoch: _,
    at: _at,
    ...row
  } = await tx.event.create({
    data: { ...event, epoch: event.epoch ?? Prisma.DbNull },
  });
  const notice: EventNotice = { ...row, activityId: activityId === null ? null : Number(activityId) };
  await tx.$executeRaw`SELECT pg_notify(${EVENT_CHANNEL}, ${JSON.stringify(notice)})`;
}

export const ACCESS_CHANNEL = 'asterism_access';

/** That a user's tokens, sessions or memberships changed: what was known of them is to be asked again. */
export const accessChange = z.strictObject({ userId: z.string() });
export type AccessChange = z.infer<typeof accessChange>;

/** Tells listeners, of a transaction when it commits. */
export async function notifyAccessChange(
  db: Pick<DbTransaction, '$executeRaw'>,
  change: AccessChange,
): Promise<void> {
  await db.$executeRaw`SELECT pg_notify(${ACCESS_CHANNEL}, ${JSON.stringify(change)})`;
}

/** Its payload is the id of a workspace: other people have it open than before, or look at other pages. */
export const PRESENCE_CHANNEL = 'asterism_presence';

/** Its payload is the id of a user: what they are told is more than before, or read. */
export const NOTIFICATION_CHANNEL = 'asterism_notification';

export interface EventListenerOptions {
  onEvent: (notice: EventNotice) => void;
  onAccessChange?: (change: AccessChange) => void;
  onPresence?: (workspaceId: string) => void;
  onNotification?: (userId: string) => void;
  /** Called after the connection was lost and is there again: notices in between were missed. */
  onReconnect: () => void;
  onError: (error: unknown) => void;
  reconnectAfterMs?: number;
}

/** One LISTEN connection that comes back by itself. Resolves once listening; the result stops it. */
export async function listenEvents(
  url: string,
  {
    onEvent,
    onAccessChange,
    onPresence,
    onNotification,
    onReconnect,
    onError,
    reconnectAfterMs = 500,
  }: EventListenerOptions,
): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    client = next;
    next.on('notification', ({ channel, payload }) => {
      if (channel === PRESENCE_CHANNEL) {
        onPresence?.(payload ?? '');
        return;
      }
      if (channel === NOTIFICATION_CHANNEL) {
        onNotification?.(payload ?? '');
        return;
      }
      const content: unknown = JSON.parse(payload ?? 'null');
      if (channel === ACCESS_CHANNEL) {
        const change = accessChange.safeParse(content);
        if (change.success) onAccessChange?.(change.data);
        else onError(change.error);
        return;
      }
      const parsed = eventNotice.safeParse(content);
      if (parsed.success) onEvent(parsed.data);
      else onError(parsed.error);
    });
    next.on('error', (error) => {
      onError(error);
      next.end().catch(onError);
      retry();
    });
    await next.connect();
    await next.query(`LISTEN ${EVENT_CHANNEL}`);
    if (onAccessChange) await next.query(`LISTEN ${ACCESS_CHANNEL}`);
    if (onPresence) await next.query(`LISTEN ${PRESENCE_CHANNEL}`);
    if (onNotification) await next.query(`LISTEN ${NOTIFICATION_CHANNEL}`);
  };
  const retry = (): void => {
    if (closed || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      connect().then(onReconnect, (error) => {
        onError(error);
        retry();
      });
    }, reconnectAfterMs);
  };

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
