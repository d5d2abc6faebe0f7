/** What of the reconstructions is looked at; all of it stands in the address. */
export interface PanelState {
  /** Null: by the experiment's own weights. */
  epoch: number | null;
  worstFirst: boolean;
  /** Place among the channels that the model sees. */
  place: number;
  /** Latent dimension that is walked along; null: the most active one. */
  dimension: number | null;
}

/** What cannot be, falls back to where nothing is said. */
export function readPanelState(
  search: URLSearchParams,
  {
    checkpoints,
    channels,
    latentSize,
  }: { checkpoints: readonly number[]; channels: readonly number[]; latentSize: number },
): PanelState {
  const epoch = wholeNumber(search.get('epoch'));
  const place = channels.indexOf(wholeNumber(search.get('channel')) ?? Number.NaN);
  const dimension = wholeNumber(search.get('dimension'));
  return {
    epoch: epoch !== null && checkpoints.includes(epoch) ? epoch : null,
    worstFirst: search.get('order') !== 'best',
    place: Math.max(place, 0),
    dimension: dimension !== null && dimension < latentSize ? dimension : null,
  };
}

const wholeNumber = (text: string | null): number | null =>
  text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
