/** `npm run inspect` prints one line of JSON, whatever it is given, and says by its exit code whether the file was refused. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from '../src/inspect.ts'
import { root } from './support/sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'inspect-'))
const log = join(folder, 'log.csv')
writeFileSync(log, 'Full Name,User Action,Timestamp\nSam,Joined,04/05/2026 10:00\nSam,Left,04/05/2026 11:00\n')
afterAll(() => rmSync(folder, { recursive: true }))

/** By the command itself. */
const run = (...args: string[]) =>
  new Promise<{ code: number; lines: string[]; report: Record<string, unknown> }>((done) => {
    execFile(process.execPath, ['src/inspect.ts', ...args], { cwd: root }, (error, stdout) => {
      const lines = stdout.split('\n').filter(Boolean)
      done({ code: error ? Number(error.code) : 0, lines, report: JSON.parse(lines[0]!) as Record<string, unknown> })
    })
  })

test('a report is read, with a question or, given the day, without', async () => {
  const asked = await run('attendance', log)
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
  const settled = await inspect(['--date', '2026-05-04', 'attendance', log])
  expect(settled.said).toMatchObject({ questions: [], meetings: [{ start: '2026-05-04T10:00:00' }] })
})

test('a file of questions is read, and one that holds none is refused', async () => {
  const gift = join(folder, 'questions.gift')
  writeFileSync(gift, '::Who::Who may report?{=Anyone ~Nobody}\n\nBroken{=x\n')
  const found = await run('questions', gift)
  expect([found.code, found.lines.length]).toEqual([0, 1])
  expect(Object.keys(found.report)).toEqual(['format', 'encoding', 'questions', 'refused', 'warnings'])
  expect(found.report).toMatchObject({
    format: 'gift',
    encoding: 'utf-8',
    questions: [{ type: 'single', title: 'Who', options: [{ percent: 100 }, { percent: 0 }], points: 1 }],
    refused: [{ where: 'line 3' }],
  })
  const [read] = found.report.questions as object[]
  expect(Object.keys(read!)).toEqual(['type', 'title', 'text', 'category', 'options', 'answers', 'tolerance', 'points'])
  expect(await run('questions', log)).toMatchObject({ code: 2, report: { questions: [] } })
  expect(await inspect(['questions', join(folder, 'missing.gift')])).toMatchObject({
    said: { questions: [] },
    is_read: false,
  })
})

test('what is no report, no file or no day is refused', async () => {
  const refused = [
    ['attendance', join(root, 'package.json')],
    ['attendance', folder],
    ['attendance', log, '--date', '2026-02-30'],
    ['register', log],
    [],
  ]
  for (const args of refused) {
    const { said, is_read } = await inspect(args)
    expect(said).toMatchObject({ meetings: [], refused: expect.stringMatching(/\.$/) })
    expect(is_read).toBe(false)
  }
  expect(await run('register', log)).toMatchObject({ code: 2, lines: [expect.any(String)] })
})
