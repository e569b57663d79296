/** Files of any program are read as people meant them; ours are read back by any program. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { parseCsv as parseWithHucre } from 'hucre/csv'
import { decodeText, formatCsv, looksBinary, parseCsv } from '../../src/lib/csv.ts'

const data = new URL('../../../shared/data', import.meta.url).pathname
const spectrum = `${data}/csv/csv-spectrum`
const attendance = `${data}/attendance`

const cells = fc.string({ unit: fc.constantFrom(...'ab,;\t"\r\n\'= é李'.split('')), maxLength: 8 })
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }))

describe('decodeText', () => {
  const words = 'Name;Größe\r\nŁukasz – £5;“x”'

  test('knows UTF-8 and UTF-16 by their marks, and drops these', () => {
    expect(decodeText(Buffer.from(`\ufeff${words}`))).toEqual({ text: words, encoding: 'utf-8' })
    const wide = Buffer.from(`\ufeff${words}`, 'utf16le')
    expect(decodeText(wide)).toEqual({ text: words, encoding: 'utf-16le' })
    expect(decodeText(Buffer.from(wide).swap16())).toEqual({ text: words, encoding: 'utf-16be' })
  })

  test('knows both without a mark', () => {
    expect(decodeText(Buffer.from(words))).toEqual({ text: words, encoding: 'utf-8' })
    const wide = Buffer.from(words, 'utf16le')
    expect(decodeText(wide)).toEqual({ text: words, encoding: 'utf-16le' })
    expect(decodeText(Buffer.from(wide).swap16())).toEqual({ text: words, encoding: 'utf-16be' })
  })

  test('takes anything else as windows-1252', () => {
    expect(decodeText(Buffer.from('Si\xe2n \x80 \x93O\x92Brien\x94', 'latin1'))).toEqual({
      text: 'Siân € “O’Brien”',
      encoding: 'windows-1252',
    })
  })

  test('a stray NUL does not make a text wide', () => {
    expect(decodeText(Buffer.from('name,email\nAnn\0,ann@example.com\n')).encoding).toBe('utf-8')
    expect(decodeText(Buffer.alloc(0))).toEqual({ text: '', encoding: 'utf-8' })
  })
})

describe('looksBinary', () => {
  test('tells programs, pictures and archives from texts', () => {
    const random = Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 7919 + (n >> 3)) % 256))
    for (const start of [
      'PK\x03\x04',
      '%PDF-1.7',
      '\x89PNG\r\n',
      '\xff\xd8\xff\xe0',
      'MZ\x90\0\x03\0\0\0\x04',
      '\x1f\x8b\x08',
    ])
      expect(looksBinary(Buffer.concat([Buffer.from(start, 'latin1'), random]))).toBe(true)
    expect(looksBinary(random)).toBe(true)
  })

  test('leaves texts of every encoding alone', () => {
    for (const text of ['', 'a,b\r\n', 'Siân;李小龍\n', 'name,email\nAnn\0,ann@example.com\n']) {
      expect(looksBinary(Buffer.from(text))).toBe(false)
      expect(looksBinary(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(false)
    }
    expect(looksBinary(Buffer.from('Si\xe2n;\x80\n', 'latin1'))).toBe(false)
  })
})

describe('parseCsv', () => {
  test.each([
    [
      'a,b\r\n1,2\r\n',
      ',',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n1,5;2,5',
      ';',
      [
        ['a', 'b'],
        ['1,5', '2,5'],
      ],
    ],
    [
      'a\tb\r1, 2\t3',
      '\t',
      [
        ['a', 'b'],
        ['1, 2', '3'],
      ],
    ],
    ['sep=;\r\na,b;c\r\n', ';', [['a,b', 'c']]],
    ['\ufeffa,b', ',', [['a', 'b']]],
    ['a,"x ""y""\r\nz"\n', ',', [['a', 'x "y"\r\nz']]],
    ['a,b,\n', ',', [['a', 'b', '']]],
    ['a,b,', ',', [['a', 'b', '']]],
    ['a\n\nb\n', ',', [['a'], [''], ['b']]],
    [
      '="0123",b\n"=""07 5""",c',
      ',',
      [
        ['0123', 'b'],
        ['07 5', 'c'],
      ],
    ],
    ['"a"x,b', ',', [['ax', 'b']]],
    [
      '5" pipe,b\nc,d',
      ',',
      [
        ['5" pipe', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"",""', ',', [['', '']]],
    ['', ',', []],
    ['only one column\nand another, with a comma', ',', [['only one column'], ['and another', ' with a comma']]],
  ] as [string, string, string[][]][])('%j', (text, delimiter, rows) =>
    expect(parseCsv(text)).toEqual({ delimiter, rows }),
  )

  test('a quote that is never closed does not swallow the people behind it', () => {
    expect(parseCsv('a,b\n"Bob,b@x\nJane,j@x\n').rows).toEqual([
      ['a', 'b'],
      ['"Bob', 'b@x'],
      ['Jane', 'j@x'],
    ])
  })

  test('agrees with another parser on whatever is well formed', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const text = formatCsv(rows)
        fc.pre(!text.startsWith('sep='))
        expect(parseCsv(text).delimiter === ',' ? parseCsv(text).rows : []).toEqual(
          parseCsv(text).delimiter === ',' ? parseWithHucre(text, { delimiter: ',' }) : [],
        )
      }),
    )
  })
})

describe('formatCsv', () => {
  test('is RFC 4180, with a mark when asked', () => {
    expect(
      formatCsv([
        ['a', 'b "c"', null],
        ['x, y', 'z\nz', ''],
      ]),
    ).toBe('a,"b ""c""",\r\n"x, y","z\nz",\r\n')
    expect(formatCsv([['a']], { bom: true })).toBe('\ufeffa\r\n')
    expect(formatCsv([])).toBe('')
  })

  test.each(['=1+1', '+44 1', '-2+3', '-a', '@SUM(A1)', '\tx', '\rx', '=cmd|"/c calc"!A1'])(
    '%j is not run by a spreadsheet',
    (cell) => {
      expect(parseCsv(formatCsv([['a', cell]])).rows).toEqual([['a', `'${cell}`]])
    },
  )

  test('a negative number stays one', () => {
    expect(formatCsv([['a', '-0.125', '-2']])).toBe('a,-0.125,-2\r\n')
  })

  test('comes back as it was', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const safe = rows.map((row) =>
          row.map((cell) => (/^[=+\-@\t\r\n]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell)),
        )
        // A table of one column may by chance look as if it had more under another delimiter: the headings decide.
        const text = formatCsv([
          rows[0]!.map((_, n) => `h${n}`),
          ...rows,
          rows[0]!.map(() => 'x'),
          rows[0]!.map(() => 'y'),
        ])
        const parsed = parseCsv(text)
        if (rows[0]!.length > 1) expect(parsed.delimiter).toBe(',')
        if (parsed.delimiter === ',') expect(parsed.rows.slice(1, -2)).toEqual(safe)
      }),
    )
  })
})

const describeSpectrum = existsSync(spectrum) ? describe : describe.skip
describeSpectrum('csv-spectrum', () => {
  const names = existsSync(spectrum) ? readdirSync(spectrum).filter((name) => name.startsWith('csvs__')) : []

  test.each(names)('%s', (name) => {
    const [headings = [], ...rows] = parseCsv(decodeText(readFileSync(`${spectrum}/${name}`)).text).rows
    const objects = rows.map((row) => Object.fromEntries(headings.map((heading, n) => [heading, row[n]])))
    const wanted = name.replace('csvs__', 'json__').replace('.csv', '.json')
    // In one case the corpus gives a bare object and another telephone number than its own file.
    const normal = (value: unknown) =>
      JSON.stringify([value].flat())
        .replaceAll(String.raw`\r\n`, String.raw`\n`)
        .replace(/"\d{10}"/, '"number"')
    expect(normal(objects)).toBe(normal(JSON.parse(readFileSync(`${spectrum}/${wanted}`, 'utf8'))))
  })
})

const describeAttendance = existsSync(attendance) ? describe : describe.skip
describeAttendance('reports of meeting programs', () => {
  test.each([
    ['teams_3section_en_dmy24h_IDL-14-11-22.utf8.csv', '\t', 'JANSSENS JAN (EXT)'],
    ['teams_3section_en_dmy24h_IDL-14-11-22.utf16le.csv', '\t', 'JANSSENS JAN (EXT)'],
    ['teams_events_de_AT_joinleft.utf16le.csv', '\t', 'Mustermann Max'],
    ['teams_events_students_roster.csv', ';', 'Müller Franz'],
    ['layouts/teams_utf16le_without_bom.csv', '\t', 'Jo Park'],
    ['layouts/roster_excel_semicolon_cp1252.csv', ';', 'João Araújo'],
    ['layouts/webex_attendee_report_en.csv', ',', '2512 345 6789'],
    ['layouts/zoom_meeting_header_en.csv', ',', 'Diego Gomez (TA)'],
    ['layouts/google_meet_attendance_iso.csv', ',', 'Alice Martin'],
  ])('%s', (name, delimiter, cell) => {
    const bytes = readFileSync(`${attendance}/${name}`)
    const parsed = parseCsv(decodeText(bytes).text)
    expect(looksBinary(bytes)).toBe(false)
    expect(parsed.delimiter).toBe(delimiter)
    expect(parsed.rows.flat()).toContain(cell)
  })
})
