/** A share of right answers, and where it lies with 95 % confidence. */
export interface Accuracy {
  value: number;
  low: number;
  high: number;
}

const Z = 1.959963984540054;

/**
 * The mean of how well members are known as members and strangers as strangers (Brodersen et al. 2010): a half by chance,
 * whatever the mix. Each item is the mean score of its answers, 0 to 1. The interval combines Wilson's (1927) of the two
 * shares by Newcombe's method 10 (1998), and is not empty where every answer is right. Items count and not answers, since
 * answers to one image depend on each other; scores between 0 and 1 vary less than that assumes, so it is rather too wide.
 * Null where one of the two has no items.
 */
export function balancedAccuracy(members: ArrayLike<number>, strangers: ArrayLike<number>): Accuracy | null {
  if (members.length === 0 || strangers.length === 0) return null;
  const [known, rejected] = [wilson(members), wilson(strangers)];
  const value = (known.value + rejected.value) / 2;
  return {
    value,
    low: value - Math.hypot(known.value - known.low, rejected.value - rejected.low) / 2,
    high: value + Math.hypot(known.high - known.value, rejected.high - rejected.value) / 2,
  };
}

function wilson(scores: ArrayLike<number>): Accuracy {
  const count = scores.length;
  const value = Array.from(scores).reduce((sum, score) => sum + score, 0) / count;
  const scale = 1 + Z ** 2 / count;
  const middle = (value + Z ** 2 / (2 * count)) / scale;
  const half = (Z / scale) * Math.sqrt((value * (1 - value)) / count + Z ** 2 / (4 * count ** 2));
  return { value, low: middle - half, high: middle + half };
}
