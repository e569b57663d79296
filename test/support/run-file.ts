/**
 * Runs one test file for jest in plain Node, without jest's own module loader: the files of a process share the loaded
 * application, which every page test would otherwise load anew. Describing, running and judging stay jest's.
 */
import { flushCompileCache } from 'node:module'
import { pathToFileURL } from 'node:url'
import { jestExpect } from '@jest/expect'
import { createEmptyTestResult, type TestResult } from '@jest/test-result'
import type { Config } from '@jest/types'
import * as circus from 'jest-circus'
import { formatResultsErrors } from 'jest-message-util'

const { describe, test, it, beforeAll, beforeEach, afterAll, afterEach } = circus
Object.assign(globalThis, { expect: jestExpect, describe, test, it, beforeAll, beforeEach, afterAll, afterEach })

const runs = new Map<string, number>()

// jest waits half a second for a worker that has nothing left to do, and to take a large heap down in good order is longer.
if (process.argv[1]?.includes('jest-worker')) process.once('beforeExit', () => process.kill(process.pid, 'SIGKILL'))

/** jest's `testRunner`: the environment and the loader it also hands over are not used. */
export default async function runFile(
  { testNamePattern }: Config.GlobalConfig,
  config: Config.ProjectConfig,
  _environment: unknown,
  _runtime: unknown,
  testPath: string,
): Promise<TestResult> {
  circus.resetState()
  const state = circus.getState()
  state.testTimeout = config.testTimeout
  state.testNamePattern = testNamePattern === undefined ? null : new RegExp(testNamePattern, 'i')
  jestExpect.setState({ testPath })
  // Under another name the next time, for a watching jest runs a file again in the same process.
  const run = (runs.get(testPath) ?? 0) + 1
  runs.set(testPath, run)
  await import(pathToFileURL(testPath).href + (run === 1 ? '' : `?run=${run}`))
  const { testResults, unhandledErrors } = await circus.run()
  // Now, for jest kills a process that is slow to end, as one is that keeps compiled code then.
  flushCompileCache()

  const results = testResults.map(({ testPath: [, ...names], errors, errorsDetailed, status, ...one }) => ({
    ...one,
    ancestorTitles: names.slice(0, -1).map(String),
    title: String(names.at(-1)),
    fullName: names.join(' '),
    failureMessages: errors,
    failureDetails: errorsDetailed,
    numPassingAsserts: 0,
    status: status === 'done' ? (errors.length > 0 ? ('failed' as const) : ('passed' as const)) : ('pending' as const),
  }))
  const count = (wanted: string) => results.filter(({ status }) => status === wanted).length
  return {
    ...createEmptyTestResult(),
    testFilePath: testPath,
    testResults: results,
    numPassingTests: count('passed'),
    numFailingTests: count('failed'),
    numPendingTests: count('pending'),
    failureMessage: formatResultsErrors(results, config, { noStackTrace: false }, testPath),
    ...(unhandledErrors.length > 0 && {
      testExecError: { message: unhandledErrors.join('\n'), stack: unhandledErrors.join('\n') },
      failureMessage: unhandledErrors.join('\n'),
    }),
  }
}
