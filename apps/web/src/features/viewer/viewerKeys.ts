import type { KeyLine } from '../keys/KeysProvider.tsx';

export const VIEWER_KEYS: readonly KeyLine[] = [
  [['←', '→'], 'previous, next sample'],
  [['+', '−'], 'zoom in, out'],
  [['0'], 'the whole image'],
  [['1', '…', '9'], 'the first to ninth channel alone, and back'],
  [['b'], 'blink between two channels, and back'],
  [['d'], 'difference of two channels, and back'],
  [['i'], 'invert the colours'],
  [['Esc'], 'all channels'],
  [['Tab'], 'to the next picture, handle or field'],
  [['←', '→', '↑', '↓'], 'in a picture: move the crosshair by one pixel, with Shift by ten'],
];
