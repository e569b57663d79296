/** Chapter 10: the roster of champions, on the screen, as CSV and as a workbook. */
import { writeFileSync } from 'node:fs'
import { decodeText, parseCsv } from '../../../../../src/lib/csv.ts'
import { readWorkbook } from '../../../../../src/lib/spreadsheet.ts'
import type { Journey } from '../journey.ts'
import { check, inFolder } from '../journey.ts'

/** How many rows the exports have, the heading apart. */
export async function exportTheRoster(journey: Journey): Promise<number> {
  const csv = await exportAs(journey, 'Export as CSV', 'Download the CSV', 'roster.csv')
  const xlsx = await exportAs(journey, 'Export as Excel workbook', /^Download the/, 'roster.xlsx')
  check(csv.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])), 'roster.csv does not begin with the mark of UTF-8')
  const lines = parseCsv(decodeText(csv).text).rows
  const sheet = (await readWorkbook(xlsx))[0]!.rows
  check(sheet.length === lines.length, `The workbook has ${sheet.length} rows, the CSV ${lines.length}`)
  for (const { full_name, fate } of journey.learners)
    check(
      lines.some((line) => line.includes(full_name)) === (fate === null),
      `${full_name} is ${fate === null ? 'not ' : ''}on the roster`,
    )
  return lines.length - 1
}

async function exportAs(journey: Journey, link: string, button: string | RegExp, file: string): Promise<Buffer> {
  const { browser } = journey.coordinator
  await browser.open('/roster')
  await browser.follow(link)
  await browser.type('What is this export for?', 'The list of champions for the partnership board')
  const { bytes } = await browser.download(button)
  writeFileSync(inFolder(journey, file), bytes)
  return bytes
}
