import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MODEL_CARD_VERSION, type ModelCard, modelCard, readSafetensors, WeightsError } from '@asterism/ml';
import { z } from 'zod';
import { CommandFailure } from '../failure.ts';

// A card of the largest model has some hundred tensors: 60 kB.
const MOST_CARD_BYTES = 16 * 2 ** 20;

export interface ModelFolder {
  card: ModelCard;
  /** A safetensors file that the card describes. */
  weights: Uint8Array;
}

const version = z.object({ formatVersion: z.int() });

/**
 * Reads a card and the weights beside it; `path` is the card, or a folder that holds one. Throws CommandFailure
 * CARD_NOT_FOUND, CARD_INVALID, CARD_VERSION_UNKNOWN, WEIGHTS_NOT_FOUND, WEIGHTS_HASH_MISMATCH, or the codes of
 * readSafetensors.
 */
export async function readModelFolder(path: string): Promise<ModelFolder> {
  const cardPath = await findCard(path);
  const card = parseCard(cardPath, await readFile(cardPath, 'utf8'));
  const weightsPath = join(dirname(cardPath), card.weights.file);
  const found = await stat(weightsPath).catch(notThere);
  if (!found?.isFile())
    throw failure(
      'WEIGHTS_NOT_FOUND',
      `${weightsPath}, which the card names, is not there. Put it beside the card.`,
    );
  const otherFile = () =>
    failure(
      'WEIGHTS_HASH_MISMATCH',
      `${weightsPath} is not the file that the card describes, or not whole. Export both again.`,
    );
  if (found.size !== card.weights.bytes) throw otherFile();
  const weights = await readFile(weightsPath);
  if (createHash('sha256').update(weights).digest('hex') !== card.weights.sha256) throw otherFile();
  checkTensors(weightsPath, weights, card);
  return { card, weights };
}

const failure = (code: string, message: string) => new CommandFailure(`${message} (${code})`);

/** Null of a path that is not there; throws what else went wrong. */
function notThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}

async function findCard(path: string): Promise<string> {
  const found = await stat(path).catch(notThere);
  if (!found) throw failure('CARD_NOT_FOUND', `There is no ${path}.`);
  if (found.isFile()) return path;
  const cards = (await readdir(path)).filter((name) => name.endsWith('.json'));
  if (cards.length === 1) return join(path, cards[0]!);
  throw failure(
    'CARD_NOT_FOUND',
    cards.length === 0
      ? `${path} holds no model card (.json). Write one with "asterism model export".`
      : `${path} holds ${cards.length} .json files; name the card itself.`,
  );
}

function parseCard(path: string, text: string): ModelCard {
  if (text.length > MOST_CARD_BYTES) throw failure('CARD_INVALID', `${path} is too long for a model card.`);
  const json = parseJson(path, text);
  const stated = version.safeParse(json);
  if (stated.success && stated.data.formatVersion > MODEL_CARD_VERSION)
    throw failure(
      'CARD_VERSION_UNKNOWN',
      `${path} is of format version ${stated.data.formatVersion}; this program knows ${MODEL_CARD_VERSION}. Take a newer one.`,
    );
  const card = modelCard.safeParse(json);
  if (card.success) return card.data;
  const [issue] = card.error.issues;
  throw failure('CARD_INVALID', `${path} is no model card: ${issue?.path.join('.')}: ${issue?.message}`);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw failure('CARD_INVALID', `${path} is not JSON: ${error.message}`);
    throw error;
  }
}

function checkTensors(path: string, weights: Uint8Array, card: ModelCard): void {
  try {
    readSafetensors(weights);
  } catch (error) {
    if (error instanceof WeightsError) throw failure(error.code, `${path}: ${error.message}`);
    throw error;
  }
  const { channels, size, geometry } = card.preprocessing;
  const { image } = card;
  if (image.channels !== channels.length || image.size !== size || image.geometry !== geometry)
    throw failure('CARD_INVALID', 'The card names other images than its preprocessing makes.');
}
