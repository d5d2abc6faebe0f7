import { expect, test } from 'vitest';
import { numericEnvironment } from './environment.ts';
import { familyOf } from './processor.ts';

const XEON = `processor	: 0
vendor_id	: GenuineIntel
cpu family	: 6
model		: 143
model name	: Intel(R) Xeon(R)
flags		: fpu sse4_2 avx avx2 avx512f amx_tile`;

const GRAVITON = `processor	: 0
Features	: fp asimd sve
CPU implementer	: 0x41
CPU architecture: 8
CPU part	: 0xd40`;

test.each([
  [XEON, 'x64', 'x86_64-avx512-intel-6-143'],
  [XEON.replace('avx512f', ''), 'x64', 'x86_64-avx2-intel-6-143'],
  [XEON.replace('143', '106'), 'x64', 'x86_64-avx512-intel-6-106'],
  [GRAVITON, 'arm64', 'arm64-sve-0x41-8-0xd40'],
  ['', 'arm64', 'arm64-apple-m2'],
])('family %#', (cpuInfo, architecture, family) => {
  expect(familyOf(cpuInfo, architecture, 'Apple M2')).toBe(family);
});

test('WebAssembly computes the same on every processor', () => {
  const facts = { library: '4.22.0', threads: 1, device: 'CPU', fallbackReason: null } as const;
  const [a, b] = ['a', 'b'].map((family) => ({ model: 'm', family }));
  expect(numericEnvironment({ ...facts, kind: 'wasm' }, a!)).toBe('wasm-4.22.0-t1');
  expect(numericEnvironment({ ...facts, kind: 'wasm' }, b!)).toBe('wasm-4.22.0-t1');
  expect(numericEnvironment({ ...facts, kind: 'native' }, b!)).toBe('native-4.22.0-t1-b');
  expect(numericEnvironment({ ...facts, kind: 'native', device: 'GPU' }, b!)).toBe('native-4.22.0-t1-gpu-b');
});
