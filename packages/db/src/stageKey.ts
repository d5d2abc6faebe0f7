import { createHash } from 'node:crypto';
import type { StageKind } from './generated/prisma/enums.ts';

/** Everything that a stage's bytes depend on. */
export interface StageIdentity {
  kind: StageKind;
  /** Raised when the algorithm's meaning changes, so that old keys never lie. */
  implementationVersion: number;
  params: unknown;
  /** Null where the stage draws no random numbers. */
  seed: number | null;
  /** Backend, threads, processor family; null where the bytes do not depend on them. */
  numericEnvironment: string | null;
  /** Keys of the stages it reads, or the data set version's content hash, in the order it reads them. */
  parentKeys: readonly string[];
}

/** SHA-256 (hex) of the identity, the same for equal identities whatever the order of their properties. */
export function stageKey(identity: StageIdentity): string {
  return sha256Hex(canonicalJson(identity));
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON with sorted property names and without undefined properties. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`);
  return `{${entries.join(',')}}`;
}
