import type { Refusal } from '../children/tasks.ts';

const channels = (count: number): string => (count === 1 ? '1 channel' : `${count} channels`);

/** Why an image of another number of channels is not encoded: limits are taken over all of them, chosen or not. */
export const wrongChannels = (found: number, wanted: number): Refusal => ({
  code: 'WRONG_CHANNEL_COUNT',
  message: `It has ${channels(found)}; the model was trained on images of ${channels(wanted)}. Say which planes or HDUs are the channels, or take images of the same kind.`,
  byteOffset: null,
});
