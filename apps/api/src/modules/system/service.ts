import type { Context } from '../../context.ts';
import type { Limits } from '../../server/limits/limits.ts';

export interface SystemState {
  version: string;
  backend: string;
  threads: number;
  workers: number;
  queueDepth: number;
  uploadUrl: string;
  /** Whether any folder of this machine may be read for imports. */
  readsServerFolders: boolean;
  limits: Limits;
}

/** The address of the uploads, as a path on this server. */
export const UPLOAD_PATH = '/uploads';

// Workers beat every few seconds; three missed beats and a worker no longer counts.
const WORKER_SILENT_AFTER_MS = 15_000;

/** The state of the whole installation: what computes, and how much waits. */
export async function systemState({
  services: { db, now, version, serverRoots, limits },
}: Context): Promise<SystemState> {
  const since = new Date(now().getTime() - WORKER_SILENT_AFTER_MS);
  const [workers, stages, imports] = await Promise.all([
    db.worker.findMany({
      where: { heartbeatAt: { gt: since } },
      orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
      select: { backend: true, threads: true },
    }),
    db.stage.count({ where: { status: 'QUEUED' } }),
    db.datasetVersion.count({ where: { status: 'IMPORTING', workerId: null } }),
  ]);
  return {
    version,
    backend: workers[0]?.backend ?? 'none',
    threads: workers[0]?.threads ?? 0,
    workers: workers.length,
    queueDepth: stages + imports,
    uploadUrl: UPLOAD_PATH,
    readsServerFolders: serverRoots.length > 0,
    limits,
  };
}
