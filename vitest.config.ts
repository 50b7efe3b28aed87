import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      // Outside Next the package only throws.
      'server-only': path.join(import.meta.dirname, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/.next/**', '.toolchain/**', 'e2e/**', 'faults/**', 'data/**'],
    testTimeout: 60_000,
    // Of two cores it would leave one idle.
    maxWorkers: '100%',
    // A zone with an odd offset, so that a test which forgets about time zones fails everywhere.
    env: { TZ: 'Asia/Kathmandu' },
  },
});
