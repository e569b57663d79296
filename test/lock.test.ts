/** The lock file installs anywhere: it names every platform's packages and no one registry. */
import { completeLock, platformOf, readLock } from './support/complete-lock.ts'

const lock = readLock()

test('names every optional package: run `npm run lock` after `npm install`', () => {
  expect(Object.keys(completeLock(lock).packages)).toEqual(Object.keys(lock.packages))
})

test('carries no address of a registry', () => {
  expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
})

test('a package that was left out gets its platform from its name, beside another version below its parent', () => {
  const tool = { version: '2.0.0', dev: true, optionalDependencies: { '@tool/linux-arm64-musl': '2.0.0' } }
  const entry = { version: '2.0.0', dev: true, optional: true, os: ['linux'], cpu: ['arm64'], libc: ['musl'] }
  const complete = completeLock({ packages: { 'node_modules/tool': tool } })
  expect(complete.packages).toEqual({ 'node_modules/@tool/linux-arm64-musl': entry, 'node_modules/tool': tool })
  expect(completeLock(complete)).toEqual(complete)

  const other = { version: '1.0.0' }
  const taken = { 'node_modules/@tool/linux-arm64-musl': other, 'node_modules/tool': tool }
  expect(completeLock({ packages: taken }).packages).toEqual({
    ...taken,
    'node_modules/tool/node_modules/@tool/linux-arm64-musl': entry,
  })
})

test.each([
  ['tool-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@tool/win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['@tool/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
])('%s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})

test('a name without a platform is not guessed at', () => {
  expect(() => platformOf('tool-plus')).toThrow('does not say for which platform')
})
