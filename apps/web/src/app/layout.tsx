import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '../ui/tokens.css';
import '../ui/print.css';
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from '@mantine/core';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ApiProvider } from '../api/ApiProvider.tsx';
import { NoticeCorner } from '../features/notices/NoticeCorner.tsx';
import { theme } from '../ui/theme.ts';
import { scriptNonce } from './scriptNonce.ts';

export const metadata: Metadata = {
  title: { default: 'Asterism', template: '%s · Asterism' },
  description: 'Find groups in images nobody has labelled.',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = scriptNonce((await headers()).get('content-security-policy'));
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <MantineProvider theme={theme} defaultColorScheme="auto">
          <ApiProvider>
            {/* Before the dialogs, which Mantine appends to the page: the way past the places stays its first link. */}
            <div>{children}</div>
            <NoticeCorner />
          </ApiProvider>
        </MantineProvider>
      </body>
    </html>
  );
}
