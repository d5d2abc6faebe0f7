import { z } from 'zod';
import { PROJECTION_KINDS } from './choices.ts';

export const projectionKind = z.enum(PROJECTION_KINDS);
