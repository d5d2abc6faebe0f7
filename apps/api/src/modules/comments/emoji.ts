/** With what one may react to a comment, in the order in which they are shown. */
export const EMOJI = ['👍', '👎', '❤️', '🎉', '😄', '👀', '🤔', '✅', '❓'] as const;
