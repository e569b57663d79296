/** `npm run inspect` prints one line of JSON, whatever it is given, and says by its exit code whether the file was refused. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './support/sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'inspect-'))
const log = join(folder, 'log.csv')
writeFileSync(log, 'Full Name,User Action,Timestamp\nSam,Joined,04/05/2026 10:00\nSam,Left,04/05/2026 11:00\n')
afterAll(() => rmSync(folder, { recursive: true }))

const inspect = (...args: string[]) =>
  new Promise<{ code: number; lines: string[]; report: Record<string, unknown> }>((done) => {
    execFile(process.execPath, ['src/inspect.ts', ...args], { cwd: root }, (error, stdout) => {
      const lines = stdout.split('\n').filter(Boolean)
      done({ code: error ? Number(error.code) : 0, lines, report: JSON.parse(lines[0]!) as Record<string, unknown> })
    })
  })

test('a report is read, with a question or, given the day, without', async () => {
  const asked = await inspect('attendance', log)
  expect([asked.code, asked.lines.length]).toEqual([0, 1])
  expect(Object.keys(asked.report)).toEqual([
    'format',
    'vendor',
    'locale',
    'encoding',
    'meetings',
    'questions',
    'warnings',
    'refused',
  ])
  expect(asked.report).toMatchObject({
    questions: [{ about: 'date-order' }],
    meetings: [{ people: [{ name: 'Sam', minutes: 60 }] }],
  })
  const settled = await inspect('--date', '2026-05-04', 'attendance', log)
  expect(settled.report).toMatchObject({ questions: [], meetings: [{ start: '2026-05-04T10:00:00' }] })
})

test('what is no report, no file or no day is refused', async () => {
  for (const args of [
    ['attendance', join(root, 'package.json')],
    ['attendance', join(folder, 'missing.csv')],
    ['attendance', folder],
    ['attendance', log, '--date', '2026-02-30'],
    ['attendance', log, '--what'],
    ['attendance'],
    ['register', log],
    [],
  ]) {
    const { code, lines, report } = await inspect(...args)
    expect([code, lines.length, report.meetings]).toEqual([2, 1, []])
    expect(report.refused).toEqual(expect.stringMatching(/\.$/))
  }
})
