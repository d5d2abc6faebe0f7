interface Placed {
  label: number;
  /** Members of the cluster. */
  size: number;
  /** The share of them that are nearer to its middle than the image. */
  shareNearer: number;
}

// Beyond nine tenths of the members an image belongs to the cluster's rim.
const RIM = 0.9;

/** How far out in its cluster an image lies, in a sentence; plain where it is farther than every member. */
export function placeSentence({ label, size, shareNearer }: Placed): string {
  const nearer = Math.round(shareNearer * size);
  const members = size === 1 ? 'its only member' : `every one of its ${size} members`;
  if (shareNearer >= 1)
    return `Farther from the middle of cluster ${label} than ${members}: it may be of a kind that the model has not seen.`;
  const where = shareNearer >= RIM ? 'At the rim of' : 'Within';
  if (nearer === 0) return `Within cluster ${label}: nearer to its middle than ${members}.`;
  return `${where} cluster ${label}: ${nearer} of its ${size} members are nearer to its middle.`;
}
