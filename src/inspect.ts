/** `npm run --silent inspect -- attendance|questions FILE`: what a file would be read as, in one line of JSON. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import * as vendorReports from './features/attendance/vendor-reports/index.ts'
import * as questionFiles from './features/quizzes/question-files/read.ts'
import { isDay } from './lib/time.ts'

interface Inspected {
  said: object
  /** Something could be read. */
  is_read: boolean
}

/** The bytes of the file, or one sentence that says why there are none. */
async function bytesOf(file: string, mostBytes: number, expected: string): Promise<Buffer | string> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) return `There is no file “${file}”; the path of ${expected} was expected.`
  if (found.size > mostBytes) return `The file is larger than ${mostBytes / 1_000_000} MB; ${expected} was expected.`
  return readFile(file).catch(() => `The file “${file}” may not be read; another was expected.`)
}

async function inspectAttendance(file: string, date: string | null): Promise<Inspected> {
  const bytes = await bytesOf(file, vendorReports.mostBytes, 'an attendance report')
  const said =
    typeof bytes === 'string' ? vendorReports.refusal(bytes) : await vendorReports.readVendorReport(bytes, { date })
  return { said, is_read: said.refused === null }
}

async function inspectQuestions(file: string): Promise<Inspected> {
  const bytes = await bytesOf(file, questionFiles.mostBytes, 'a file of questions')
  const said = typeof bytes === 'string' ? questionFiles.refusal(bytes) : await questionFiles.readQuestionFile(bytes)
  const questions = said.questions.map(({ type, title, text, category, options, answers, tolerance, points }) => ({
    ...{ type, title, text, category, options, answers, tolerance, points },
  }))
  return { said: { ...said, questions }, is_read: questions.length > 0 }
}

const usage = 'Use it like this: npm run --silent inspect -- attendance FILE [--date 2027-03-02], or questions FILE.'

/** What is said of the file that `args` name, and whether something could be read: never throws for what is in it. */
export async function inspect(args: string[]): Promise<Inspected> {
  let read
  try {
    read = parseArgs({ args, allowPositionals: true, options: { date: { type: 'string' } } })
  } catch {
    return misused(usage)
  }
  const [what, file, ...more] = read.positionals
  const { date = null } = read.values
  if (!file || more.length > 0) return misused(usage)
  if (what === 'questions') return inspectQuestions(file)
  if (what !== 'attendance') return misused(usage)
  if (date !== null && !isDay(date)) return misused(`“${date}” is no day; a date such as 2027-03-02 was expected.`)
  return inspectAttendance(file, date)
}

const misused = (sentence: string): Inspected => ({ said: vendorReports.refusal(sentence), is_read: false })

if (import.meta.main) {
  const { said, is_read } = await inspect(process.argv.slice(2))
  process.stdout.write(`${JSON.stringify(said)}\n`)
  process.exitCode = is_read ? 0 : 2
}
