import { createSpotlight } from '@mantine/spotlight';

/** Whether the palette is open, and what opens and closes it; known before the palette itself is loaded. */
export const [paletteStore, palette] = createSpotlight();
