import { firstShape, type OperationName, type Rules } from './operation.ts';
import { activationRules, elementwiseRules } from './rules/elementwise.ts';
import { groupNormRules } from './rules/groupNorm.ts';
import { imageRules } from './rules/images.ts';
import { layoutRules } from './rules/layout.ts';
import { productRules } from './rules/products.ts';

/** The table: one shape rule and one gradient rule an operation. */
export const OPERATIONS: Rules<OperationName> = {
  // A leaf's shape is given when it is made; see Graph.
  placeholder: { shape: firstShape },
  parameter: { shape: firstShape },
  constant: { shape: firstShape },
  ...elementwiseRules,
  ...activationRules,
  ...productRules,
  ...imageRules,
  ...groupNormRules,
  ...layoutRules,
};
