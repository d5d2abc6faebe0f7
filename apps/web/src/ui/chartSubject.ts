'use client';

import { createContext } from 'react';

/** What the charts below are of, such as E-42: the names of their files begin with it. */
export const ChartSubject = createContext<string | null>(null);
