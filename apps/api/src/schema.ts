import { builder } from './builder.ts';
import './modules/scalars.ts';
import './modules/algorithms/schema.ts';
import './modules/system/schema.ts';
import './modules/people/schema.ts';
import './modules/datasets/schema.ts';
import './modules/gallery/schema.ts';
import './modules/channelReport/schema.ts';
import './modules/catalogue/schema.ts';
import './modules/experiments/schema.ts';
import './modules/experiments/mutations.ts';
import './modules/verification/schema.ts';
import './modules/clusters/schema.ts';
import './modules/perSample/schema.ts';
import './modules/comparison/schema.ts';
import './modules/associations/schema.ts';
import './modules/modelFiles/schema.ts';
import './modules/reconstructions/schema.ts';
import './modules/studies/schema.ts';
import './modules/studies/board/schema.ts';
import './modules/encodings/schema.ts';
import './modules/progress/schema.ts';
import './modules/preprocessing/schema.ts';

builder.queryType({});
builder.mutationType({});
builder.subscriptionType({});

export const schema = builder.toSchema();
