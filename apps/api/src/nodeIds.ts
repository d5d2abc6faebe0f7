import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { encodeGlobalId } from './globalId.ts';

export const NODE_IDS = 'nodeIds';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      [NODE_IDS]: NodeIds<Types>;
    }
  }
}

/**
 * Lets every type of Node answer its id at once. The relay plugin does so by a promise, which makes a promise of each
 * object that has an id: of a list's page with what its rows refer to a hundred, a ninth of what the answer costs. Every
 * node is a row with an id. Named last of the plugins: the others', which ask for scopes, come before it as they did.
 */
class NodeIds<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { name, parentType }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (name !== 'id' || !this.isNode(parentType)) return resolver;
    return (row, args, context, info) => {
      if (typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string')
        return encodeGlobalId(parentType, row.id);
      return resolver(row, args, context, info);
    };
  }

  private isNode(typename: string): boolean {
    const type = this.buildCache.getTypeConfig(typename);
    return (
      type.kind === 'Object' &&
      type.interfaces.some((ref) => this.buildCache.getTypeConfig(ref, 'Interface').name === 'Node')
    );
  }
}

SchemaBuilder.registerPlugin(NODE_IDS, NodeIds);
