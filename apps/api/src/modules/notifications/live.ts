import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { LatestStream } from '../presence/latestStream.ts';

/** An event now, and whenever the caller is told something or has read it; what is to be shown is read for each. */
export function watchNotifications({ services: { events }, caller }: Context): LatestStream<object> {
  if (!caller) throw refusal.unauthenticated();
  const stop = events.onNotification((userId) => {
    if (userId === null || userId === caller.user.id) stream.push({});
  });
  const stream = new LatestStream<object>(stop);
  stream.push({});
  return stream;
}
