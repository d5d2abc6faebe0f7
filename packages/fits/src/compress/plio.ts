import { StreamDamage } from './damage.ts';

/**
 * PLIO_1 (FITS 4.0, section 10.4.4; IRAF's line lists): fills `out`, of which what the list does not reach is 0. Throws
 * StreamDamage.
 */
export function decodePlio(bytes: Uint8Array, out: Int32Array): void {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length >> 1;
  const word = (i: number): number => {
    if (i >= count) throw new StreamDamage('the stream ends early');
    return words.getInt16(i * 2);
  };
  out.fill(0);
  // The third word is the length in old lists; in newer ones it is negative, and the length stands in the two behind it.
  const isOld = word(2) > 0;
  const length = isOld ? word(2) : word(4) * 32768 + word(3);
  let x = 0;
  let value = 1;
  for (let i = isOld ? 3 : word(1); i < length; i++) {
    if (i < 0) throw new StreamDamage('the list begins before itself');
    const instruction = word(i);
    const data = instruction & 4095;
    switch (instruction >> 12) {
      case 0:
        x += data;
        break;
      case 1:
        i += 1;
        value = (word(i) << 12) + data;
        break;
      case 2:
        value += data;
        break;
      case 3:
        value -= data;
        break;
      case 4:
        checkRoom(x + data, out);
        out.fill(value, x, x + data);
        x += data;
        break;
      case 5:
        checkRoom(x + data, out);
        x += data;
        if (data > 0) out[x - 1] = value;
        break;
      case 6:
      case 7:
        value += instruction >> 12 === 6 ? data : -data;
        checkRoom(x + 1, out);
        out[x] = value;
        x += 1;
        break;
      default:
        throw new StreamDamage(`there is no instruction ${instruction & 0xffff}`);
    }
  }
  checkRoom(x, out);
}

function checkRoom(end: number, out: Int32Array): void {
  if (end > out.length) throw new StreamDamage(`the stream holds more than ${out.length} pixels`);
}
