/** Workbooks are read as a person sees them, bombs are refused unopened, and exports stream in little memory. */
import { execFile } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { crc32, deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { BadWorkbookError, readWorkbook, workbookStream } from '../../src/lib/spreadsheet.ts'
import { deepTest } from '../support/depth.ts'

type Kind = 'text' | 'date' | 'number'
type Row = (string | number | null)[]

const columns = [
  { heading: 'Name', kind: 'text' as Kind, width: 30 },
  { heading: 'Certified on', kind: 'date' as Kind, width: 18 },
  { heading: 'Count', kind: 'number' as Kind, width: 8 },
]

async function* from(rows: Row[]): AsyncGenerator<Row> {
  yield* rows
}

/** A zip of the given entries, each with the size it claims (default: the truth). */
function zip(entries: { name: string; content: Buffer; claims?: number }[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claims = content.length } of entries) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(content), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(claims, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    local.copy(central, 6, 4, 30)
    central.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

describe('workbookStream', () => {
  test('comes back as it went in, dates as days, texts as texts', async () => {
    const rows: Row[] = [
      ["Siân O'Brien-Żak", '2027-03-28', 3],
      ['李小龍', null, 0],
      ['=HYPERLINK("http://evil")', '2028-02-29', null],
      ['_x0041_ & <b> "q"\nnext', 'not a date', -1.5],
    ]
    const read = await readWorkbook(await buffer(workbookStream('Champions', columns, from(rows))))
    expect(read).toEqual([
      {
        sheet: 'Champions',
        rows: [
          ['Name', 'Certified on', 'Count'],
          ["Siân O'Brien-Żak", '2027-03-28', '3'],
          ['李小龍', '', '0'],
          ['=HYPERLINK("http://evil")', '2028-02-29'],
          ['_x0041_ & <b> "q"\nnext', 'not a date', '-1.5'],
        ],
      },
    ])
  })

  test('has a bold heading that stays in view, typed dates and no formula', async () => {
    const { readXlsx } = await import('hucre/xlsx')
    const bytes = await buffer(workbookStream('Champions', columns, from([['=1+1', '2027-03-28', 1]])))
    const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets
    expect(sheet?.freezePane).toMatchObject({ rows: 1 })
    expect(sheet?.cells?.get('0,1')?.style?.font?.bold).toBe(true)
    expect(sheet?.cells?.get('1,1')).toMatchObject({ type: 'date', style: { numFmt: 'd mmmm yyyy' } })
    expect(sheet?.cells?.get('1,1')?.style?.font?.bold).toBeFalsy()
    expect(sheet?.cells?.get('1,0')?.formula).toBeUndefined()
    expect(sheet?.rows[1]?.[0]).toBe('=1+1')
  })

  test('with no rows is a heading, and takes any sheet name', async () => {
    const [sheet] = await readWorkbook(
      await buffer(workbookStream("'Roster [as at] 1/1/2027: all people", columns, from([]))),
    )
    expect(sheet).toEqual({ sheet: 'Roster  as at  1 1 2027  all p', rows: [['Name', 'Certified on', 'Count']] })
  })

  test('closes its source when nobody reads on, and fails when the source does', async () => {
    let closed = false
    async function* endless(): AsyncGenerator<Row> {
      try {
        for (;;) yield ['x'.repeat(1000), null, 1]
      } finally {
        closed = true
      }
    }
    for await (const chunk of workbookStream('x', columns, endless())) if (chunk) break
    for (let n = 0; n < 50 && !closed; n++) await new Promise((done) => setTimeout(done, 10))
    expect(closed).toBe(true)

    async function* broken(): AsyncGenerator<Row> {
      yield ['a', null, 1]
      throw new Error('the database went away')
    }
    await expect(buffer(workbookStream('x', columns, broken()))).rejects.toThrow('the database went away')
  })

  deepTest('100,000 rows stay under 150 MB for the whole process', async () => {
    const script = `
      import { Writable } from 'node:stream'
      import { pipeline } from 'node:stream/promises'
      import { workbookStream } from ${JSON.stringify(new URL('../../src/lib/spreadsheet.ts', import.meta.url).href)}
      const columns = ['Name', 'Organisation', 'Kind', 'Area', 'Certified on', 'Valid to', 'State'].map((heading) =>
        ({ heading, kind: heading.includes('o') ? 'text' : 'date', width: 20 }))
      async function* rows() {
        for (let n = 0; n < 100_000; n++) {
          if (n % 100 === 0) await new Promise(setImmediate)
          yield ['Siân O’Brien-Żak ' + n, 'Welwyn Hatfield Borough Council', 'district', 'Dacorum', '2027-03-28', '2028-03-28', 'current']
        }
      }
      await pipeline(workbookStream('Champions', columns, rows()), new Writable({ write: (_, __, done) => done() }))
      // Not resourceUsage(): its peak counts the process that this one was forked from.
      const { readFileSync } = await import('node:fs')
      console.log(Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', script])
    expect(Number(stdout)).toBeGreaterThan(30)
    expect(Number(stdout)).toBeLessThan(150)
  })
})

describe('readWorkbook', () => {
  test('shows numbers, dates, times and truth as a person sees them, on visible sheets only', async () => {
    const style = (numFmt: string) => ({ style: { numFmt } })
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'People',
          rows: [
            [
              123,
              0.1 + 0.2,
              7700900123,
              true,
              new Date('2027-03-28T00:00:00Z'),
              0.5,
              new Date('2027-03-28T09:30:00Z'),
              0.8,
            ],
            [null, '  kept ', null],
            [],
            ['last', null, ''],
            [null],
          ],
          cells: new Map([
            ['0,0', style('00000')],
            ['0,2', style('00000 000000')],
            ['0,5', style('hh:mm')],
            ['0,6', style('dd/mm/yyyy hh:mm')],
            ['0,7', style('0%')],
          ]),
        },
        { name: 'Lists', rows: [['secret']], hidden: true },
      ],
    })
    expect(await readWorkbook(Buffer.from(bytes))).toEqual([
      {
        sheet: 'People',
        rows: [
          ['00123', '0.3', '07700 900123', 'TRUE', '2027-03-28', '12:00', '2027-03-28T09:30', '80%'],
          ['', '  kept '],
          [],
          ['last'],
        ],
      },
    ])
  })

  test.each([
    ['nothing', Buffer.alloc(0), /not an Excel workbook/],
    ['a CSV', Buffer.from('name,email\nAnn,ann@example.org\n'), /not an Excel workbook/],
    [
      'an old or locked workbook',
      Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'),
      /old \.xls or has a password/,
    ],
    ['half a zip', zip([{ name: 'a', content: Buffer.from('abc') }]).subarray(0, 40), /damaged/],
    ['another zip', zip([{ name: 'a', content: Buffer.from('abc') }]), /damaged or is not/],
    ['a bomb that tells', zip([{ name: 'a', content: Buffer.alloc(60_000_000) }]), /too large/],
    ['a steep one', zip([{ name: 'a', content: Buffer.alloc(2_000_000) }]), /too large/],
    [
      'many entries',
      zip(Array.from({ length: 1001 }, (_, n) => ({ name: `${n}`, content: Buffer.alloc(1) }))),
      /too large/,
    ],
    [
      'a bomb that says nothing',
      zip([{ name: '[Content_Types].xml', content: Buffer.alloc(60_000_000), claims: 0 }]),
      /damaged/,
    ],
    [
      'a bomb that lies',
      zip([{ name: '[Content_Types].xml', content: Buffer.alloc(60_000_000), claims: 900_000 }]),
      /damaged/,
    ],
  ])('refuses %s in plain words', async (_, bytes, reason) => {
    const before = process.memoryUsage().arrayBuffers
    const refusal = await readWorkbook(bytes).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(BadWorkbookError)
    expect((refusal as Error).message).toMatch(reason)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
  })

  test('refuses too many rows or columns rather than dropping some', async () => {
    const tall = await writeXlsx({ sheets: [{ name: 'x', rows: Array.from({ length: 20_001 }, (_, n) => [n]) }] })
    await expect(readWorkbook(Buffer.from(tall))).rejects.toThrow('more than 20,000 rows')
    const wide = await writeXlsx({ sheets: [{ name: 'x', rows: [Array.from({ length: 101 }, (_, n) => n)] }] })
    await expect(readWorkbook(Buffer.from(wide))).rejects.toThrow('more than 100 columns')
  })

  test('is not led to a huge sheet by two cells far apart', async () => {
    const whole = await buffer(workbookStream('x', columns, from([['a', null, 1]])))
    expect(whole.length).toBeGreaterThan(0)
    const cells = new Map([['19999,99', { value: 'corner' }]])
    const bytes = await writeXlsx({ sheets: [{ name: 'x', rows: [['a']], cells }] })
    const [sheet] = await readWorkbook(Buffer.from(bytes))
    expect(sheet?.rows.length).toBe(20_000)
    expect(sheet?.rows[19_999]?.[99]).toBe('corner')
    expect(sheet?.rows[5]).toEqual([])
  })
})
