import {
  bytesSource,
  chooseImage,
  FitsError,
  type Hdu,
  imageStatistics,
  isImage,
  openFits,
  readChannels,
  readImage,
  readTable,
  readWcs,
  unpackedSource,
  verifyChecksums,
} from '../../index.ts';

/** What every reader is held to: no input may make it take more. */
const MAX_BYTES = 64 * 1024 * 1024;
const limits = { maxBytes: MAX_BYTES };

/**
 * Reads all that can be read of a file in every way there is. Gives the codes of the refusals; throws everything else,
 * and where data have another size than the header says.
 */
export async function readEverything(bytes: Uint8Array): Promise<string[]> {
  const codes: string[] = [];
  /** Undefined where it was refused. */
  async function attempt<T>(read: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof FitsError)) throw error;
      if (error.message === '') throw new Error(`${error.code} without a message.`);
      codes.push(error.code);
      return undefined;
    }
  }
  const source = await attempt(() => unpackedSource(bytesSource(bytes), limits));
  const file = source && (await attempt(() => openFits(source)));
  if (!source || !file) return codes;
  for (const hdu of file.hdus) {
    readWcs((keyword) => hdu.header.get(keyword));
    await verifyChecksums(source, hdu);
    if (hdu.type === 'BINTABLE' || hdu.type === 'TABLE') {
      const table = await attempt(() => readTable(source, hdu, limits));
      if (table && table.totalRows !== hdu.header.get('NAXIS2')) throw wrongSize(hdu, table.totalRows);
    }
    if (!isImage(hdu)) continue;
    const image = await attempt(() => readImage(source, hdu, limits));
    if (image && image.data.length !== product(hdu.shape)) throw wrongSize(hdu, image.data.length);
    const statistics = await attempt(() => imageStatistics(source, hdu, limits));
    if ((statistics === undefined) !== (image === undefined)) throw wrongSize(hdu, statistics?.finite ?? -1);
  }
  await attempt(async () => {
    const choice = chooseImage(file);
    const { data } = await readChannels(source, file, choice, limits);
    if (data.length !== choice.channels * choice.height * choice.width)
      throw wrongSize(file.hdus[choice.hdu]!, data.length);
  });
  return codes;
}

const product = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1);

const wrongSize = ({ index, shape }: Hdu, length: number): Error =>
  new Error(`HDU ${index} of shape (${shape.join(', ')}) gave ${length} values.`);
