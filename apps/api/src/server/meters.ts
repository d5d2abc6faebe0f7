import type { Db } from '@asterism/db';
import { queueDepths } from '@asterism/jobs';
import { boundedNames, createRegistry, REQUEST_BUCKETS } from '@asterism/telemetry';
import { Gauge, Histogram, type Registry } from 'prom-client';

// The web has some 50 operations; the rest is for scripts'.
const OPERATION_NAMES_MAXIMUM = 200;

/** What is measured of the API; every name begins with asterism_. */
export interface Meters {
  registry: Registry;
  /** A request is answered: route as the server knows it, seconds. */
  request(facts: { route: string; method: string; status: number; seconds: number }): void;
  /** A GraphQL operation is answered; FAILED where something went wrong that nobody meant. */
  operation(facts: { name: string | null; outcome: OperationOutcome; seconds: number }): void;
  subscriptionOpened(name: string | null): void;
  subscriptionEnded(name: string | null): void;
}

export type OperationOutcome = 'OK' | 'REFUSED' | 'FAILED';

export interface MetersOptions {
  db: Db;
  /** The queue could not be counted: it is left out of what is given. */
  onError: (error: unknown) => void;
}

export function createMeters({ db, onError }: MetersOptions): Meters {
  const registry = createRegistry('api');
  const registers = [registry];
  const operationName = boundedNames(OPERATION_NAMES_MAXIMUM);
  const requests = new Histogram({
    name: 'asterism_http_request_seconds',
    help: 'How long requests took, by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const operations = new Histogram({
    name: 'asterism_graphql_operation_seconds',
    help: 'How long GraphQL operations took, by name and outcome: OK, REFUSED (told what to do), FAILED (nobody meant it).',
    labelNames: ['operation', 'outcome'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const subscriptions = new Gauge({
    name: 'asterism_subscriptions_open',
    help: 'Subscriptions that are open, by operation.',
    labelNames: ['operation'],
    registers,
  });
  addQueueGauge({ db, onError, registers });
  return {
    registry,
    request: ({ route, method, status, seconds }) =>
      requests.observe({ route, method, status: String(status) }, seconds),
    operation: ({ name, outcome, seconds }) =>
      operations.observe({ operation: operationName(name), outcome }, seconds),
    subscriptionOpened: (name) => subscriptions.inc({ operation: operationName(name) }),
    subscriptionEnded: (name) => subscriptions.dec({ operation: operationName(name) }),
  };
}

/** Counted when it is asked for. The queue is one for all processes: of several that tell of it, take the greatest. */
function addQueueGauge({ db, onError, registers }: MetersOptions & { registers: Registry[] }): void {
  new Gauge({
    name: 'asterism_queue_jobs',
    help: 'Messages in the queue, by job and state: waiting or running.',
    labelNames: ['job', 'state'],
    registers,
    async collect() {
      this.reset();
      try {
        for (const { job, waiting, running } of await queueDepths(db)) {
          this.set({ job, state: 'waiting' }, waiting);
          this.set({ job, state: 'running' }, running);
        }
      } catch (error) {
        // With the database away the other measures are wanted more than ever.
        onError(error);
      }
    },
  });
}
