import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 100;
const PAGE_BYTES = 4096;

export interface PeakMemory {
  /** Largest sum of the resident memory of a process and all its descendants, as seen ten times a second. */
  bytes: number;
  /** Processes at that moment. */
  processes: number;
}

/** Watches a process with all its descendants until `stop`. Null where there is no /proc. */
export function watchMemory(pid: number): { stop(): PeakMemory | null } {
  let peak: PeakMemory | null = null;
  const look = (): void => {
    const sizes = residentSizes(pid);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (sizes.length > 0 && bytes > (peak?.bytes ?? 0)) peak = { bytes, processes: sizes.length };
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

function residentSizes(root: number): number[] {
  const all = processes();
  const tree = new Set([root]);
  // A child may have a smaller number than its parent: again until nothing is added.
  for (let before = 0; before < tree.size; ) {
    before = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return all.filter(({ pid }) => tree.has(pid)).map(({ bytes }) => bytes);
}

function processes(): { pid: number; parent: number; bytes: number }[] {
  return folders('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    const text = read(`/proc/${pid}/stat`);
    if (text === null) return [];
    // The program's name, in brackets, may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [{ pid, parent: Number(fields[1]), bytes: Number(fields[21]) * PAGE_BYTES }];
  });
}

function folders(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Null of a process that ended meanwhile. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
