/** How the suite runs: in plain Node, which reads TypeScript itself, on real Postgres (one embedded server for the run). */
import { globSync, readFileSync } from 'node:fs'

const root = import.meta.dirname
const deep = process.env.DEEP === '1'

/** In depth: what only runs there, and what asks how deep to go. `npm test` has shown the rest. */
const listDeepFiles = () => [
  ...globSync('test/**/*.deep.ts', { cwd: root }),
  ...globSync('test/**/*.test.ts', { cwd: root }).filter((file) =>
    readFileSync(`${root}/${file}`, 'utf8').includes('support/depth.ts'),
  ),
]

export default {
  testRunner: '<rootDir>/test/support/run-file.ts',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: deep ? listDeepFiles().map((file) => `<rootDir>/${file}`) : ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  maxWorkers: 2,
  testTimeout: deep ? 120_000 : 20_000,
}
