/** Any encoding is recognised, what is no report is refused in one sentence, and no bytes whatever bring the reader down. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { readVendorReport } from '../../../../src/features/attendance/vendor-reports/index.ts'
import type { Report } from '../../../../src/features/attendance/vendor-reports/index.ts'
import { growth, linear } from '../../../support/growth.ts'

const folder = new URL('../../../../../shared/data/attendance', import.meta.url).pathname

const table = (...names: string[]) =>
  [
    'Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole',
    ...names.map((name) => `${name}\t2026-04-29 10:00:00\t2026-04-29 11:00:00\t1h\t\tAttendee`),
  ].join('\r\n')
const namesIn = (report: Report) => report.meetings.flatMap(({ people }) => people.map(({ name }) => name))

/** The text in a page of one byte a letter. */
function inPage(text: string, page: string): Buffer {
  const decoder = new TextDecoder(page)
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]))
  return Buffer.from(Array.from(text, (letter) => codes.get(letter)!))
}

describe('encodings', () => {
  test('UTF-8 and UTF-16, with a mark and without, in either order of bytes', async () => {
    const text = table('Siân O’Brien-Żak')
    const little = Buffer.from(text, 'utf16le')
    const files: [string, Buffer][] = [
      ['utf-8', Buffer.from(text)],
      ['utf-8', Buffer.from(`\ufeff${text}`)],
      ['utf-16le', little],
      ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
      ['utf-16le', Buffer.concat([Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from('x')])],
      ['utf-16be', Buffer.from(little).swap16()],
      ['utf-16be', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ]
    for (const [encoding, bytes] of files) {
      const report = await readVendorReport(bytes)
      expect([report.encoding, namesIn(report), report.warnings]).toEqual([encoding, ['Siân O’Brien-Żak'], []])
    }
  })

  test.each([
    ['windows-1252', 'Siân Müller'],
    ['windows-1252', 'José Muñoz – “Pepe”'],
    ['windows-1250', 'Łukasz Wójcik-Żak'],
    ['windows-1251', 'Иван Петров'],
    ['windows-1253', 'Γιώργος Παπάς'],
  ])('%s is recognised and shown as it was read: %s', async (page, name) => {
    const report = await readVendorReport(inPage(table(name, 'Sam Lee'), page))
    expect([report.encoding, namesIn(report)]).toEqual([page, [name, 'Sam Lee']])
    expect(report.warnings).toEqual([expect.stringContaining(page)])
    expect(report.warnings[0]).toContain(name.split(' ').find((word) => /[^ -~]/.test(word))!)
  })

  test('the language of the headings and the person who looks at the names say more than the letters', async () => {
    const polish =
      'Imię i nazwisko;Pierwsze dołączenie;Ostatnie wyjście;Czas udziału w spotkaniu;Adres e-mail;Rola\nJan Nowak-Kędra;29.04.2026, 10:00:00;29.04.2026, 11:00:00;1 godz.;j@a.example;Uczestnik\n'
    expect(await readVendorReport(inPage(polish, 'windows-1250'))).toMatchObject({
      encoding: 'windows-1250',
      locale: 'pl',
    })
    const bytes = inPage(table('Jan Kędra'), 'windows-1250')
    expect(namesIn(await readVendorReport(bytes, { encoding: 'windows-1250' }))).toEqual(['Jan Kędra'])
  })

  test('UTF-8 that lost a byte is UTF-8 still', async () => {
    const bytes = Buffer.concat([Buffer.from(table('Siân', 'Żak', 'Łukasz')), Buffer.from([0xc3])])
    const report = await readVendorReport(bytes)
    expect([report.encoding, namesIn(report)]).toEqual(['utf-8', ['Siân', 'Żak', 'Łukasz']])
  })

  test('a workbook saved by Excel, its dates and lengths as cells', async () => {
    const at = (time: string) => new Date(`2026-04-29T${time}Z`)
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Notes', rows: [['nothing']] },
        {
          name: 'Report',
          rows: [
            ['1. Summary'],
            ['Meeting title', 'Induction'],
            [],
            ['2. Participants'],
            ['Name', 'First Join', 'Last Leave', 'In-Meeting Duration', 'Email', 'Role'],
            ['Sam', at('10:00:05'), at('11:00:05'), '1h', 'sam@a.example', 'Attendee'],
          ],
        },
      ],
    })
    expect(await readVendorReport(Buffer.from(bytes))).toMatchObject({
      vendor: 'teams',
      meetings: [
        {
          title: 'Induction',
          people: [{ name: 'Sam', joins: [{ in: '2026-04-29T10:00:05', out: '2026-04-29T11:00:05' }], minutes: 60 }],
        },
      ],
    })
  })
})

test.each([
  ['nothing', ''],
  ['spaces', ' \r\n\t '],
  ['a mark alone', '\ufeff'],
  ['prose', 'Dear all,\nwe met on Tuesday.\n'],
  ['a staff list', 'Name,Email,Role,Start date\nSam Lee,sam@a.example,Officer,2026-04-29\n'],
  ['a list of songs', 'Name,Artist,Duration\nHelp,Beatles,2:20\n'],
  ['a rota', 'Name,Start Time,End Time\nSam,09:00,17:00\n'],
  ['bookings', 'Name,Email,Booked at,Session\nSam,sam@a.example,2026-04-29 10:00:00,Induction\n'],
  ['a web page', '<!DOCTYPE html><html><table><tr><td>Full Name</td></tr></table></html>'],
  ['JSON', '{"meetings":[]}'],
  ['NUL bytes', `${table('Sam')}\0`],
  ['a PDF', '%PDF-1.7\n1 0 obj'],
  ['a broken workbook', 'PK\x03\x04broken'],
  ['an old workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
])('%s is refused in one sentence that says what was expected', async (_, text) => {
  const report = await readVendorReport(Buffer.from(text, text.startsWith('\xd0') ? 'latin1' : 'utf8'))
  expect(report).toMatchObject({ format: null, vendor: null, meetings: [], questions: [] })
  expect(report.refused).toMatch(/^[^.]*(\.[a-z][^.]*)*expected\.$/)
})

test('a file of a hundred megabytes is refused unread', async () => {
  expect((await readVendorReport(Buffer.alloc(100_000_000, 'a'))).refused).toContain('20 MB')
})

test('the work grows with the meeting', async () => {
  const meeting = (size: number) =>
    Buffer.from(table(...Array.from({ length: size }, (_, index) => `Person ${index % (size / 2)}`)))
  expect(namesIn(await readVendorReport(meeting(5000)))).toHaveLength(2500)
  expect(await growth(meeting, readVendorReport, 600)).toBeLessThan(linear)
})

function isWellFormed(report: Report): void {
  if (report.refused !== null) {
    expect(report.meetings).toEqual([])
    return
  }
  expect(report.vendor).toMatch(/^(teams|zoom|meet|webex)$/)
  for (const { people } of report.meetings)
    for (const person of people) {
      expect(person.name).not.toBe('')
      if (person.minutes !== null) expect(Number.isInteger(person.minutes) && person.minutes >= 0).toBe(true)
      for (const join of person.joins)
        for (const at of [join.in, join.out]) if (at !== null) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    }
}

describe('any bytes', () => {
  test('random ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) =>
        isWellFormed(await readVendorReport(Buffer.from(bytes))),
      ),
    )
  })

  test('reports in which something was changed', async () => {
    const report = Buffer.from(
      `1. Summary\nMeeting title\tX\nStart time\t4/5/26, 9:58:03 AM\n2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\nSam\t4/5/26, 9:58:03 AM\t4/5/26, 10:58:03 AM\t1h 0m\ts@a.example\tx\n3. Activities\n${table('Sam', 'Jo (Guest)')}`,
    )
    const change = fc.record({
      at: fc.nat(report.length - 1),
      length: fc.nat(30),
      by: fc.uint8Array({ maxLength: 12 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), async (changes, isWide) => {
        let bytes = isWide ? Buffer.from(report.toString(), 'utf16le') : report
        for (const { at, length, by } of changes)
          bytes = Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)])
        isWellFormed(await readVendorReport(bytes))
      }),
      { numRuns: 100 },
    )
  })

  test('tables of cells that look like parts of reports', async () => {
    const cell = fc.constantFrom(
      ...[
        'Name',
        'Nom',
        'First name',
        'Join Time',
        'Leave Time',
        'Duration',
        'Email',
        'Topic',
        'Start Time',
        'Attended',
        'User Action',
        'Timestamp',
        'In Waiting Room',
        '1. Summary',
        '2. x',
        '3. y',
        'Host Details',
        '',
      ],
      ...[
        'Joined',
        'Left',
        '4/5/26, 9:58 AM',
        '31/31/2026 1:00',
        '2026-02-30 10:00',
        '10:00',
        '1h',
        '99999999',
        '45000.5',
        'Sam',
        'Jo (Guest)',
        'iPhone (',
        '()',
        's@a.example',
        '"',
        'Yes',
        'No',
        '--',
      ],
    )
    const rows = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('\t', ',', ';', '|'), async (table, delimiter) =>
        isWellFormed(
          await readVendorReport(Buffer.from(table.map((row) => row.join(delimiter)).join('\n')), {
            date: '2026-05-04',
          }),
        ),
      ),
      { numRuns: 150 },
    )
  })
})

// The body of a describe runs even where it is skipped, so the folder is read here.
const files = existsSync(folder)
  ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.(csv|tsv|txt)$/.test(name)).toSorted()
  : []
const whereTheyAre = files.length > 0 ? describe : describe.skip

whereTheyAre('the conformance files', () => {
  const outcome = async (name: string) => {
    const { refused, format, locale, encoding, questions, meetings } = await readVendorReport(
      readFileSync(`${folder}/${name}`),
    )
    if (refused !== null) return 'refused'
    const people = meetings.map((meeting) => meeting.people.map(({ name, minutes }) => `${name} ${minutes}`).join(', '))
    return [format, locale, encoding, questions.map(({ about }) => about).join(), ...people].join(' / ')
  }

  test('come out as they should', async () => {
    const outcomes = Object.fromEntries(await Promise.all(files.map(async (name) => [name, await outcome(name)])))
    const scrum =
      'JANSSENS JAN 19, Johnny Walker 19, García Simón, Pedro 19, Jacek Woityla 19, Igor Landis 19, Fred Primus 18, De Compostela, Santiago 15'
    expect(outcomes).toEqual({
      'UserMap.txt': 'refused',
      'layouts/google_meet_attendance_en.csv': 'meet-report / en / utf-8 / date / Ada Lovelace 58, Grace Hopper 62',
      'layouts/google_meet_attendance_iso.csv': 'meet-report / en / utf-8 /  / Alice Martin 210, Bob Dupont 175',
      'layouts/roster_excel_semicolon_cp1252.csv': 'refused',
      'layouts/teams_3section_de_DE.utf16le.csv': 'teams-three-sections / de / utf-16le /  / Ada Lovelace 59, Gast 15',
      'layouts/teams_4section_en_US.utf16le.csv':
        "teams-four-sections / en / utf-16le /  / Trainer, Toni 126, O'Brien-Żak, Siân (Housing) 100, Priya 118, +44 *****123 21",
      'layouts/teams_report_headers_by_locale.tsv': 'refused',
      'layouts/teams_two_meetings_in_one_file.utf16le.csv':
        'teams-event-log / en / utf-16le /  / Ana null, Bo null / Cy null',
      'layouts/teams_utf16le_without_bom.csv': 'teams-event-log / en / utf-16le /  / Jo Park null',
      'layouts/webex_attendee_report_en.csv': 'webex-attendees / en / utf-8 /  / Sam Lee 119',
      'layouts/zoom_meeting_header_en.csv':
        'zoom-meeting / en / utf-8 / date-order / Diego Gomez (TA) 65, Ana Maria Lopez 48, Brian Smith 40, Carla Perez 34',
      'layouts/zoom_unique_users_en.csv': 'zoom-unique-users / en / utf-8 /  / Alice 65, Guest 12, Bob 5',
      'layouts/zoom_webinar_attendee_report_en.csv': 'zoom-webinar / en / utf-8 / date-order / Host 75, Ada 56',
      'teams_3section_en_dmy24h_IDL-14-11-22.utf16le.csv': `teams-three-sections / en / utf-16be /  / ${scrum}`,
      'teams_3section_en_dmy24h_IDL-14-11-22.utf8.csv': `teams-three-sections / en / utf-8 /  / ${scrum}`,
      'teams_events_de_AT_joinleft.utf16le.csv':
        'teams-event-log / en / utf-16le / date-order / Mustermann Max 35, Musterfrau Franziska 11, Huber Uwe 46, Müller Franz 20, Müller Hans 26',
      'teams_events_students_roster.csv': 'refused',
    })
  })

  test('changed anywhere, none brings the reader down', async () => {
    const bytes = files.map((name) => readFileSync(`${folder}/${name}`))
    const change = fc.record({
      file: fc.nat(bytes.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(60),
      by: fc.uint8Array({ maxLength: 20 }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ file, at, length, by }) => {
        const whole = bytes[file]!
        const from = Math.floor(at * whole.length)
        isWellFormed(
          await readVendorReport(Buffer.concat([whole.subarray(0, from), by, whole.subarray(from + length)])),
        )
      }),
      { numRuns: 100 },
    )
  })
})
