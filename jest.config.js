/** How the suite runs: in plain Node, which reads TypeScript itself, on real Postgres (one embedded server for the run). */
const deep = process.env.DEEP === '1'

export default {
  testRunner: '<rootDir>/test/support/run-file.ts',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: deep ? ['<rootDir>/test/**/*.{test,deep}.ts'] : ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  maxWorkers: 2,
  testTimeout: deep ? 120_000 : 20_000,
}
