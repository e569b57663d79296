/** The settings tests run under. */
import type { Config } from '../../src/platform/config.ts'
import { readConfig } from '../../src/platform/config.ts'

export const testBaseUrl = 'http://localhost:3000'

export function testConfig(change: Partial<Config> = {}): Config {
  return {
    ...readConfig({ NODE_ENV: 'test', LOG_LEVEL: process.env.TEST_LOG ?? 'silent', BASE_URL: testBaseUrl }),
    ...change,
  }
}
