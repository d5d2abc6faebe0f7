import { readFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';

// From the widest: what TensorFlow's float32 kernels choose their code by.
const X86_LEVELS = ['avx512f', 'avx2', 'avx', 'sse4_2'];
const ARM_LEVELS = ['sve2', 'sve', 'asimd'];

export interface Processor {
  /** As its maker calls it. */
  model: string;
  /** Processors of one family give the same bytes: equal instructions, and equal caches, which set block sizes. */
  family: string;
}

/** The processor of this machine. */
export function readProcessor(): Processor {
  const model = cpus()[0]?.model.trim() || 'unknown';
  const text = readCpuInfo();
  return { model, family: text === null ? familyByName(arch(), model) : familyOf(text, arch(), model) };
}

/**
 * The family by Linux's /proc/cpuinfo: architecture, widest vector instructions, maker, family and model number.
 * The model is in it since matrix products are cut in blocks by cache sizes, and sums follow the blocks.
 */
export function familyOf(cpuInfo: string, architecture: string, model: string): string {
  const field = (name: string) => cpuInfo.match(new RegExp(`^${name}\\s*:\\s*(.+)$`, 'm'))?.[1]?.trim();
  const flags = new Set((field('flags') ?? field('Features') ?? '').split(/\s+/));
  const level = [...X86_LEVELS, ...ARM_LEVELS].find((flag) => flags.has(flag));
  if (!level) return familyByName(architecture, model);
  const maker = [
    field('vendor_id') ?? field('CPU implementer'),
    field('cpu family') ?? field('CPU architecture'),
    field('model') ?? field('CPU part'),
  ];
  return slug([linuxName(architecture), level.replace('512f', '512'), ...maker].join('-'));
}

const familyByName = (architecture: string, model: string): string =>
  slug(`${linuxName(architecture)}-${model}`);

const linuxName = (architecture: string): string => (architecture === 'x64' ? 'x86_64' : architecture);

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/genuine|authentic/g, '')
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/-+$/, '');

function readCpuInfo(): string | null {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
