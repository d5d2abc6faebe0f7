export * from '../../../packages/db/src/lifecycle/lifecycle.ts';
