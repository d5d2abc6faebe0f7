import type { StageKind } from '@asterism/db';
import type { JobName } from '@asterism/jobs';
import { createRegistry, WORK_BUCKETS } from '@asterism/telemetry';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Outcome } from '../stages/outcome.ts';

export type StageOutcome = 'SUCCEEDED' | 'CLAIM_LOST' | Outcome['kind'];

/** What is measured of a worker; every name begins with asterism_. */
export interface Meters {
  registry: Registry;
  /** A stage that this worker had claimed is done, or given up. */
  stage(facts: { kind: StageKind; outcome: StageOutcome; seconds: number }): void;
  /** Does a job, counted as being at work and measured. */
  job(name: JobName, work: () => Promise<void>): Promise<void>;
}

export function createMeters(): Meters {
  const registry = createRegistry('worker');
  const registers = [registry];
  const stages = new Counter({
    name: 'asterism_stages_total',
    help: 'Stages that ended here, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const stageSeconds = new Histogram({
    name: 'asterism_stage_seconds',
    help: 'How long stages that succeeded were at work here, by kind.',
    labelNames: ['kind'],
    buckets: WORK_BUCKETS,
    registers,
  });
  const jobs = new Histogram({
    name: 'asterism_job_seconds',
    help: 'How long jobs took, by name and outcome: OK or FAILED.',
    labelNames: ['job', 'outcome'],
    buckets: WORK_BUCKETS,
    registers,
  });
  const running = new Gauge({
    name: 'asterism_jobs_running',
    help: 'Jobs at work in this process, by name.',
    labelNames: ['job'],
    registers,
  });
  return {
    registry,
    stage({ kind, outcome, seconds }) {
      stages.inc({ kind, outcome });
      if (outcome === 'SUCCEEDED') stageSeconds.observe({ kind }, seconds);
    },
    async job(job, work) {
      const begun = performance.now();
      const end = (outcome: 'OK' | 'FAILED') =>
        jobs.observe({ job, outcome }, (performance.now() - begun) / 1000);
      running.inc({ job });
      try {
        await work();
        end('OK');
      } catch (error) {
        end('FAILED');
        throw error;
      } finally {
        running.dec({ job });
      }
    },
  };
}
