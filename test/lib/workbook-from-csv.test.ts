/** A workbook made from CSV as it flows: read back by the library, it says what the CSV said, wherever the chunks end. */
import fc from 'fast-check'
import { buffer } from 'node:stream/consumers'
import { inflateRawSync } from 'node:zlib'
import { parseCsv } from '../../src/lib/csv.ts'
import { readWorkbook } from '../../src/lib/spreadsheet.ts'
import { workbookFromCsv } from '../../src/lib/workbook-from-csv.ts'
import { faultInZip } from '../../src/lib/zip-guard.ts'

const columns = [
  { heading: 'Name & "title"', kind: 'text' as const, width: 30 },
  { heading: 'Certified on', kind: 'date' as const, width: 16 },
  { heading: 'Organisation', kind: 'text' as const, width: 30 },
]

async function* inChunks(text: string, size: number) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const workbookOf = (csv: string, chunk = 7) => buffer(workbookFromCsv('Roster <1>', columns, inChunks(csv, chunk)))

const rowsOf = async (bytes: Buffer) => (await readWorkbook(bytes))[0]!.rows

/** The files of a zip, by its list of contents. */
function filesIn(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  let at = zip.readUInt32LE(zip.length - 6)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const length = zip.readUInt16LE(at + 28)
    const start = zip.readUInt32LE(at + 42)
    const body = start + 30 + zip.readUInt16LE(start + 26)
    const packed = zip.subarray(body, body + zip.readUInt32LE(at + 20))
    files.set(zip.toString('latin1', at + 46, at + 46 + length), inflateRawSync(packed).toString())
    at += 46 + length
  }
  return files
}

test('texts, days and empty cells arrive as they were, and nothing runs', async () => {
  const bytes = await workbookOf(
    `=cmd(),2027-04-12,"Hearts, ""Minds"" & <Homes>"\n"  Siân O'Brien-Żak ",,\n李小龙,1899-12-31,A\n,2024-02-29,"two\nlines"\n`,
  )
  expect(faultInZip(bytes)).toBeNull()
  const [sheet] = await readWorkbook(bytes)
  expect(sheet).toEqual({
    sheet: 'Roster <1>',
    rows: [
      ['Name & "title"', 'Certified on', 'Organisation'],
      ['=cmd()', '2027-04-12', 'Hearts, "Minds" & <Homes>'],
      ["  Siân O'Brien-Żak "],
      ['李小龙', '1899-12-31', 'A'],
      ['', '2024-02-29', 'two\nlines'],
    ],
  })
})

test('days are days, headings are bold and stay in view', async () => {
  const files = filesIn(await workbookOf('A,2027-04-12,B\n'))
  const sheet = files.get('xl/worksheets/sheet1.xml')!
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  // As Excel counts days.
  expect(sheet).toContain('<c r="B2" s="1"><v>46489</v></c>')
  expect(sheet).toContain('<c r="A1" s="2" t="inlineStr">')
  expect(files.get('xl/styles.xml')).toContain('formatCode="d\\ mmmm\\ yyyy"')
})

test('no row at all is a workbook with its headings', async () => {
  expect(await rowsOf(await workbookOf(''))).toEqual([['Name & "title"', 'Certified on', 'Organisation']])
})

test('the same bytes for the same rows', async () => {
  expect(await workbookOf('A,2027-04-12,B\n', 3)).toEqual(await workbookOf('A,2027-04-12,B\n', 1))
})

test('any texts, in chunks of any size', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((one) => one.replace(/[\r\n\t\ufffe\uffff]/g, ' '))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 40 }),
      async (rows, size) => {
        const csv = rows
          .map(([a, b]) => `"${a.replaceAll('"', '""')}",2027-04-12,"${b.replaceAll('"', '""')}"\n`)
          .join('')
        const read = await rowsOf(await workbookOf(csv, size))
        const expected = parseCsv(csv).rows.filter((row) => row.length === 3)
        expect(read.slice(1).map((row) => [row[0] ?? '', row[1], row[2] ?? ''])).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})

test('a source that fails ends the workbook with that fault', async () => {
  const failing = async function* () {
    yield Buffer.from('A,2027-04-12,B\n')
    throw new Error('the connection went')
  }
  await expect(buffer(workbookFromCsv('Roster', columns, failing()))).rejects.toThrow('the connection went')
})

test('more rows than a block holds, and more columns than letters', async () => {
  const many = Array.from({ length: 30 }, (_, n) => ({ heading: `C${n}`, kind: 'text' as const, width: 10 }))
  const line = many.map((_, n) => `cell ${n}`).join(',')
  const bytes = await buffer(workbookFromCsv('Wide', many, inChunks(`${line}\n`.repeat(2000), 60_000)))
  const rows = await rowsOf(bytes)
  expect(rows).toHaveLength(2001)
  expect(rows[2000]).toEqual(line.split(','))
})
