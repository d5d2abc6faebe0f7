import { createDb } from '@asterism/db';
import { ensureOperator } from './auth/operator.ts';
import { createSignInLink } from './auth/signIn.ts';
import { readEnv } from './env.ts';

// `node dist/operator.js`: prints { signInUrl, token, workspace } for whoever runs the server. Both are secrets.
const LINK_SECONDS = 24 * 3600;

const { databaseUrl, publicUrl, authSecret } = readEnv();
const db = createDb(databaseUrl, { poolSize: 2 });
try {
  const { user, workspace, token } = await ensureOperator(db, new Date());
  const signInUrl = await createSignInLink(
    { db, publicUrl, secret: authSecret, linkExpiresInSeconds: LINK_SECONDS },
    user.email,
  );
  console.log(JSON.stringify({ signInUrl, token, workspace: workspace.slug }));
} finally {
  await db.$disconnect();
}
