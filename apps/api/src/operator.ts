import { createDb } from '@asterism/db';
import { ensureOperator } from './auth/operator.ts';
import { createSignInLink } from './auth/signIn.ts';
import { readEnv } from './env.ts';

// `node dist/operator.js`: prints { signInUrl, token, workspace } for whoever runs the server. Both are secrets.
// `node dist/operator.js link EMAIL`: prints { signInUrl } for that account, where no mail is set up.
const LINK_SECONDS = 24 * 3600;

const { databaseUrl, publicUrl, authSecret } = readEnv();
const db = createDb(databaseUrl, { poolSize: 2 });
const linkFor = (email: string) =>
  createSignInLink({ db, publicUrl, secret: authSecret, linkExpiresInSeconds: LINK_SECONDS }, email);
const [command, email] = process.argv.slice(2);
try {
  if (command === undefined) {
    const { user, workspace, token } = await ensureOperator(db, new Date());
    const signInUrl = await linkFor(user.email);
    console.log(JSON.stringify({ signInUrl, token, workspace: workspace.slug }));
  } else if (command !== 'link' || email === undefined) {
    console.error('Usage: node operator.js [link EMAIL]');
    process.exitCode = 2;
  } else if (await db.user.findUnique({ where: { email: email.toLowerCase() } })) {
    console.log(JSON.stringify({ signInUrl: await linkFor(email.toLowerCase()) }));
  } else {
    console.error(`Nobody has the address ${email}. Invite them: the invitation's link makes their account.`);
    process.exitCode = 1;
  }
} finally {
  await db.$disconnect();
}
