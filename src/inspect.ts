/** `npm run --silent inspect -- attendance FILE [--date 2027-03-02]`: what a report would be read as, in one line of JSON. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { mostBytes, readVendorReport, refusal, tooLarge } from './features/attendance/vendor-reports/index.ts'
import type { Report } from './features/attendance/vendor-reports/index.ts'
import { isDay } from './lib/time.ts'

const usage = 'Use it like this: npm run --silent inspect -- attendance FILE [--date 2027-03-02].'

async function inspect(args: string[]): Promise<Report> {
  let read
  try {
    read = parseArgs({ args, allowPositionals: true, options: { date: { type: 'string' } } })
  } catch {
    return refusal(usage)
  }
  const [what, file, ...more] = read.positionals
  const { date = null } = read.values
  if (what !== 'attendance' || !file || more.length > 0) return refusal(usage)
  if (date !== null && !isDay(date)) return refusal(`“${date}” is no day; a date such as 2027-03-02 was expected.`)
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) return refusal(`There is no file “${file}”; the path of an attendance report was expected.`)
  if (found.size > mostBytes) return refusal(tooLarge)
  const bytes = await readFile(file).catch(() => null)
  return bytes
    ? readVendorReport(bytes, { date })
    : refusal(`The file “${file}” may not be read; another was expected.`)
}

const report = await inspect(process.argv.slice(2))
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exitCode = report.refused === null ? 0 : 2
