import type { Db, User, Workspace } from '@asterism/db';
import { createTokenSecret } from './token.ts';

// An address that the sign-in library takes for one, in a domain that cannot be anyone's.
const EMAIL = 'operator@asterism.localhost';
const TOKEN_NAME = 'this machine';

export interface Operator {
  user: User;
  workspace: Workspace;
  /** The API token's secret. */
  token: string;
}

/**
 * Makes sure that whoever runs the server has an account, a workspace and a token for this machine.
 *
 * The token is a new one each time, and the one before it stops working: its secret was never kept.
 */
export async function ensureOperator(db: Db, now: Date): Promise<Operator> {
  return db.$transaction(async (tx) => {
    const user = await tx.user.upsert({
      where: { email: EMAIL },
      create: { email: EMAIL, name: 'Operator', emailVerified: true },
      update: {},
    });
    const workspace = await tx.workspace.upsert({
      where: { slug: 'demo' },
      create: { slug: 'demo', name: 'Demo workspace' },
      update: {},
    });
    await tx.member.upsert({
      where: { workspaceId_userId: { workspaceId: workspace.id, userId: user.id } },
      create: { workspaceId: workspace.id, userId: user.id, role: 'OWNER' },
      update: { role: 'OWNER' },
    });
    await tx.apiToken.updateMany({
      where: { userId: user.id, name: TOKEN_NAME, revokedAt: null },
      data: { revokedAt: now },
    });
    const { secret, secretHash } = createTokenSecret();
    await tx.apiToken.create({ data: { name: TOKEN_NAME, scope: 'ADMIN', userId: user.id, secretHash } });
    return { user, workspace, token: secret };
  });
}
