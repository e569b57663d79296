/** How the suite runs: real Postgres (one embedded server for the run), TypeScript stripped by esbuild. */
const deep = process.env.DEEP === '1'

export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/test/support/transform.js' },
  testMatch: deep ? ['<rootDir>/test/**/*.{test,deep}.ts'] : ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  maxWorkers: 2,
  testTimeout: deep ? 120_000 : 20_000,
}
