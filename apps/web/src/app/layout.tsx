import '@mantine/core/styles.css';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '../ui/tokens.css';
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from '@mantine/core';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ApiProvider } from '../api/ApiProvider.tsx';
import { theme } from '../ui/theme.ts';

export const metadata: Metadata = {
  title: { default: 'Asterism', template: '%s · Asterism' },
  description: 'Find groups in images nobody has labelled.',
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <MantineProvider theme={theme} defaultColorScheme="auto">
          <ApiProvider>{children}</ApiProvider>
        </MantineProvider>
      </body>
    </html>
  );
}
