/** Reports of every vendor, layout and language come out as the people and minutes they mean. */
import { readVendorReport } from '../../../../src/features/attendance/vendor-reports/index.ts'
import type { ReadingOptions } from '../../../../src/features/attendance/vendor-reports/index.ts'

const lines = (...rows: (string | string[])[]) =>
  rows.map((row) => (typeof row === 'string' ? row : row.join('\t'))).join('\r\n')
const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
const read = (text: string | Buffer, options: ReadingOptions = {}) =>
  readVendorReport(Buffer.from(text as string), options)

const short = async (text: string | Buffer, options: ReadingOptions = {}) => {
  const report = await read(text, options)
  expect(report.refused).toBeNull()
  const people = report.meetings.flatMap((meeting) => meeting.people)
  return {
    ...report,
    people: people.map(({ name, email, role, minutes }) => [name, email, role, minutes]),
    all: people,
  }
}

describe('Teams', () => {
  const sections = (join: string) =>
    lines(
      '1. Summary',
      ['Meeting title', 'Induction, part 1'],
      ['Attended participants', '3'],
      ['Start time', `${join} 10:00:00 AM`],
      ['End time', `${join} 12:00:00 PM`],
      ['Meeting duration', '2h'],
      '',
      '2. Participants',
      ['Name', 'First Join', 'Last Leave', 'In-Meeting Duration', 'Email', 'Participant ID (UPN)', 'Role'],
      [
        'Lee, Sam',
        `${join} 10:00:00 AM`,
        `${join} 11:30:00 AM`,
        '1h 20m 0s',
        'Sam.Lee@council.example',
        'sam.lee@council.example',
        'Organizer',
      ],
      ['Jo Blogs', `${join} 10:00:00 AM`, `${join} 11:00:00 AM`, '1h', 'jo@a.example', 'jo@a.example', 'Attendee'],
      ['Jo Blogs', `${join} 10:00:00 AM`, `${join} 10:30:00 AM`, '30m', 'jo@b.example', 'jo@b.example', 'Attendee'],
      ['Guest (Guest)', `${join} 10:00:00 AM`, `${join} 10:10:00 AM`, '10m', '', '', 'Attendee'],
      ['Guest (Guest)', `${join} 10:00:00 AM`, `${join} 10:20:00 AM`, '20m', '', '', 'Attendee'],
      [
        'Ola (Unverified) (External)',
        `${join} 10:00:00 AM`,
        `${join} 10:20:00 AM`,
        '20m',
        '',
        'ola_x.example#EXT#@force.example',
        'Attendee',
      ],
      '',
      '3. In-Meeting Activities',
      ['Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role'],
      ['Lee, Sam', `${join} 10:00:00 AM`, `${join} 11:00:00 AM`, '1h', 'sam.lee@council.example', 'Organizer'],
      ['Lee, Sam', `${join} 11:10:00 AM`, '11:30:00 AM', '20m', 'sam.lee@council.example', 'Organizer'],
      ['Lee, Sam', `${join} 10:30:00 AM`, `${join} 11:05:00 AM`, '35m', 'sam.lee@council.example', 'Organizer'],
      ['Guest (Guest)', `${join} 10:00:00 AM`, `${join} 10:10:00 AM`, '10m', '', 'Attendee'],
      ['Guest (Guest)', `${join} 10:00:00 AM`, `${join} 10:20:00 AM`, '20m', '', 'Attendee'],
    )
  const people = [
    ['Lee, Sam', 'sam.lee@council.example', 'Organizer', 85],
    ['Jo Blogs', 'jo@a.example', 'Attendee', 60],
    ['Jo Blogs', 'jo@b.example', 'Attendee', 30],
    ['Guest', null, 'Attendee', 10],
    ['Guest', null, 'Attendee', 20],
    ['Ola', null, 'Attendee', 20],
  ]

  test('three sections: joins are joined, namesakes are not', async () => {
    const report = await short(wide(sections('4/29/26,')))
    expect(report).toMatchObject({
      vendor: 'teams',
      format: 'teams-three-sections',
      encoding: 'utf-16le',
      questions: [],
      people,
    })
    expect(report.meetings).toMatchObject([
      { title: 'Induction, part 1', start: '2026-04-29T10:00:00', end: '2026-04-29T12:00:00' },
    ])
    expect(report.all[0]!.joins).toEqual([
      { in: '2026-04-29T10:00:00', out: '2026-04-29T11:00:00' },
      { in: '2026-04-29T10:30:00', out: '2026-04-29T11:05:00' },
      { in: '2026-04-29T11:10:00', out: '2026-04-29T11:30:00' },
    ])
  })

  test('what Excel makes of it: other delimiters, quotes, padding, sep=, a line in one cell, thin spaces before PM', async () => {
    const cells = sections('29/04/2026')
      .split('\r\n')
      .map((row) => row.split('\t'))
    const quoted = (cell: string, delimiter: string) =>
      cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell
    for (const delimiter of [';', ',', '|', '\t']) {
      const saved = cells
        .map((row) => Array.from({ length: 9 }, (_, index) => quoted(row[index] ?? '', delimiter)).join(delimiter))
        .join('\n')
      expect(await short(saved)).toMatchObject({ people, questions: [] })
      expect(await short(`sep=${delimiter}\r\n${saved}`)).toMatchObject({ people })
      expect(await short(`\ufeff${saved.replace(/ (?=[AP]M)/g, '\u202f')}`)).toMatchObject({
        people,
        encoding: 'utf-8',
      })
    }
    const oneCell = sections('29/04/2026')
      .split('\r\n')
      .map((row) => `"${row}"`)
      .join('\n')
    expect(await short(oneCell)).toMatchObject({ people })
  })

  test('an ambiguous day is asked, and the day of the session settles it', async () => {
    const report = await short(sections('4/5/26,'))
    expect(report.questions).toMatchObject([
      {
        about: 'date-order',
        options: [
          { value: 'day-first', text: '4 May 2026' },
          { value: 'month-first', text: '5 April 2026' },
        ],
      },
    ])
    expect(report.people).toEqual(people)
    expect(report.meetings).toMatchObject([{ start: null, end: null }])
    expect(report.all.flatMap(({ joins }) => joins).every((join) => join.in === null && join.out === null)).toBe(true)
    const dated = await short(sections('4/5/26,'), { date: '2026-04-05' })
    expect(dated).toMatchObject({ questions: [], people, warnings: [] })
    expect(dated.meetings[0]!.start).toBe('2026-04-05T10:00:00')
    expect((await short(sections('4/5/26,'), { date: '2026-05-04' })).meetings[0]!.start).toBe('2026-05-04T10:00:00')
    expect((await short(sections('4/5/26,'), { order: 'day-first' })).meetings[0]!.start).toBe('2026-05-04T10:00:00')
    const elsewhere = await short(sections('4/5/26,'), { date: '2026-07-01' })
    expect(elsewhere).toMatchObject({
      questions: [{ about: 'date-order' }],
      warnings: [expect.stringContaining('1 July 2026')],
    })
    expect((await short(sections('5/5/26,'))).questions).toEqual([])
    expect((await short(sections('4/29/26,'), { date: '2026-07-01' })).warnings).toEqual([
      'The report is about 29 April 2026, not about 1 July 2026.',
    ])
  })

  test('a meeting past midnight tells the day from the month', async () => {
    const report = await short(
      lines(
        ['Full Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role'],
        ['Sam Lee', '11/12/2026, 23:30:00', '12/12/2026, 00:30:00', '1h', 'sam@a.example', 'Attendee'],
      ),
    )
    expect(report.questions).toEqual([])
    expect(report.all[0]!.joins).toEqual([{ in: '2026-12-11T23:30:00', out: '2026-12-12T00:30:00' }])
    expect(report).toMatchObject({
      format: 'teams-single-table',
      people: [['Sam Lee', 'sam@a.example', 'Attendee', 60]],
    })
  })

  test('the older single table has lines about the meeting above it and a line for each join', async () => {
    const report = await short(
      lines(
        'Meeting Summary',
        ['Total Number of Participants', '2'],
        ['Meeting Title', 'Devops project'],
        ['Meeting Start Time', '13/10/2021, 7:37:51 PM'],
        ['Meeting End Time', '13/10/2021, 8:07:14 PM'],
        ['Meeting Id', '453adbad-3672-4bde-92d0-6be3049eb379'],
        '',
        ['Full Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role', 'Participant ID (UPN)'],
        ['Neeti', '13/10/2021, 7:37:51 PM', '13/10/2021, 7:47:51 PM', '10m', 'n@a.example', 'Organiser', 'n@a.example'],
        ['Neeti', '13/10/2021, 7:57:51 PM', '', '', 'n@a.example', 'Organiser', 'n@a.example'],
      ),
    )
    expect(report).toMatchObject({
      people: [['Neeti', 'n@a.example', 'Organiser', 19]],
      meetings: [{ title: 'Devops project', end: '2021-10-13T20:07:14' }],
    })
    expect(report.warnings).toEqual(['When they left is missing for Neeti: the end of the meeting was taken.'])
  })

  test.each([
    ['es', 'Nombre\tHora de unión\tHora de salida\tDuración\tCorreo electrónico\tRol', '1 h'],
    ['fr', "Nom complet\tHeure d'arrivée\tHeure de départ\tDurée\tE-mail\tRôle", '1 h 0 min'],
    ['de', 'Name\tBeitrittszeit\tVerlassenszeit\tDauer\tE-Mail\tRolle', '1 Std. 0 Min. 3 Sek.'],
    ['it', 'Nome\tOra di ingresso\tOra di uscita\tDurata\tEmail\tRuolo', '1 ora'],
    ['nl', 'Naam\tTijd van deelname\tTijd van vertrek\tDuur\tE-mail\tRol', '1 uur'],
    ['pt-BR', 'Nome Completo\tHorário de Entrada\tHorário de Saída\tDuração\tEmail\tFunção', '1h'],
    [
      'pl',
      'Imię i nazwisko\tPierwsze dołączenie\tOstatnie wyjście\tCzas udziału w spotkaniu\tAdres e-mail\tRola',
      '1 godz.',
    ],
    ['sv', 'Fullständigt namn\tAnslutningstid\tTid för utträde\tVaraktighet\tE-post\tRoll', '1 timme'],
  ])('headings in %s', async (locale, headings, hour) => {
    const report = await short(
      wide(lines(headings, ['Kim Żak', '2026-03-03 17:00:00', '2026-03-03 18:00:00', hour, 'kim@a.example', 'x'])),
    )
    expect(report).toMatchObject({ vendor: 'teams', locale, people: [['Kim Żak', 'kim@a.example', 'x', 60]] })
  })

  test('sections in a language we do not know are told by what stands in them', async () => {
    const report = await short(
      wide(
        lines(
          '1. Összegzés',
          ['Értekezlet címe', 'Próba'],
          ['Résztvevők', '1'],
          ['Kezdés', '2026. 10. 06. 18:00:00'],
          ['Befejezés', '2026. 10. 06. 19:00:00'],
          '2. Résztvevők',
          ['Név', 'Első csatlakozás', 'Utolsó kilépés', 'Időtartam', 'E-mail', 'UPN-azonosító', 'Szerepkör'],
          [
            'Ada',
            '2026. 10. 06. 18:01:00',
            '2026. 10. 06. 19:00:00',
            '59 perc',
            'ada@a.example',
            'ada@a.example',
            'Szervező',
          ],
          '3. Tevékenységek',
          ['Név', 'Csatlakozás', 'Kilépés', 'Időtartam', 'E-mail', 'Szerepkör'],
          ['Ada', '2026. 10. 06. 18:01:00', '2026. 10. 06. 18:31:00', '30 perc', 'ada@a.example', 'Szervező'],
        ),
      ),
    )
    expect(report).toMatchObject({
      vendor: 'teams',
      meetings: [{ title: 'Próba', start: '2026-10-06T18:00:00' }],
      people: [['Ada', 'ada@a.example', 'Szervező', 30]],
    })
  })

  test.each([
    ['Beigetreten', 'Verlassen'],
    ['Se unió', 'Salió'],
    ['A rejoint', 'A quitté'],
    ['Entrou antes de', 'Saiu'],
    ['Mtaaa', 'Bye'],
  ])('an event log says %s and %s', async (joined, left) => {
    const log = lines(
      ['Full Name', 'User Action', 'Timestamp'],
      ['Kim', joined, '2026-03-03 17:00:00'],
      ['Kim', left, '2026-03-03 17:30:00'],
      ['Kim', joined, '2026-03-03 17:40:00'],
      ['Kim', left, '2026-03-03 17:50:00'],
      ['Bo (Guest)', joined, '2026-03-03 17:00:00'],
    )
    const report = await short(wide(log))
    expect(report).toMatchObject({
      format: 'teams-event-log',
      people: [
        ['Kim', null, null, 40],
        ['Bo', null, null, null],
      ],
    })
    expect(report.all[1]!.joins).toEqual([{ in: '2026-03-03T17:00:00', out: null }])
    if (joined !== 'Mtaaa')
      expect((await short(wide(log.split('\r\n').slice(1).join('\r\n')))).people).toEqual(report.people)
  })

  test('two devices in an event log count once', async () => {
    const at = (time: string) => `03/03/2026, ${time}`
    const report = await short(
      lines(
        ['Full Name', 'User Action', 'Timestamp'],
        ['Kim', 'Joined', at('10:00:00')],
        ['Kim', 'Joined', at('10:10:00')],
        ['Kim', 'Left', at('10:20:00')],
        ['Kim', 'Left', at('10:30:00')],
      ),
    )
    expect(report.all[0]).toMatchObject({
      joins: [{ in: '2026-03-03T10:00:00', out: '2026-03-03T10:30:00' }],
      minutes: 30,
    })
  })

  test('two reports in one file stay two meetings', async () => {
    const report = await short(
      wide(`${sections('4/29/26,')}\r\n\r\n${sections('5/30/26,').replace('Induction, part 1', 'Part 2')}`),
    )
    expect(report.meetings.map(({ title, start, people: { length } }) => [title, start, length])).toEqual([
      ['Induction, part 1', '2026-04-29T10:00:00', 6],
      ['Part 2', '2026-05-30T10:00:00', 6],
    ])
  })
})

describe('Zoom', () => {
  test('one line for each stay, with the meeting above it, and time in the waiting room is none', async () => {
    const report = await short(
      [
        'Topic,Meeting ID,Host,Start time,End time,Duration (minutes),Participants',
        'Induction,81234567890,Toni,04/29/2026 10:00:00 AM,04/29/2026 12:00:00 PM,120,4',
        '',
        'Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,Recording disclaimer response,In waiting room',
        'Toni (Host),toni@a.example,04/29/2026 10:00:00 AM,04/29/2026 12:00:00 PM,120,No,OK,No',
        'Ana,,04/29/2026 10:00:00 AM,04/29/2026 10:05:00 AM,5,Yes,,Yes',
        'Ana,,04/29/2026 10:05:00 AM,04/29/2026 11:05:00 AM,60,Yes,,No',
        "iPhone (Bri O'Neil),,04/29/2026 10:05:00 AM,04/29/2026 11:05:00 AM,60,Yes,,No",
        "Bri O'Neil,,04/29/2026 10:35:00 AM,04/29/2026 11:35:00 AM,60,Yes,,No",
        '442071234567,,04/29/2026 10:05:00 AM,04/29/2026 11:05:00 AM,60,Yes,,No',
        'Total,,,,365,,,',
      ].join('\n'),
    )
    expect(report).toMatchObject({
      vendor: 'zoom',
      format: 'zoom-meeting',
      meetings: [{ title: 'Induction', end: '2026-04-29T12:00:00' }],
      people: [
        ['Toni', 'toni@a.example', 'Host', 120],
        ['Ana', null, null, 60],
        ["Bri O'Neil", null, null, 90],
        ['442071234567', null, null, 60],
      ],
    })
    expect(report.warnings).toEqual([expect.stringContaining("Bri O'Neil")])
  })

  test('the export in which every line names its meeting, in Italian', async () => {
    const head =
      'Argomento,Digita,ID,Nome organizzatore,E-mail organizzatore,Ora di inizio,Ora di fine,Partecipanti,Durata (minuti),Nome (nome originale),E-mail,Ora di ingresso,Ora di uscita,Durata (minuti),Guest,In sala d’attesa'
    const row = (title: string, day: string, name: string, email: string) =>
      `${title},Riunione,896 1053 4856,Andrea,andrea@a.example,${day} 06:54:02 PM,${day} 08:37:29 PM,3,104,${name},${email},${day} 06:58:59 PM,${day} 08:01:46 PM,63,No,No`
    const report = await short(
      [
        head,
        row('BIAS', '01/30/2025', 'Andrea', 'andrea@a.example'),
        row('BIAS', '01/30/2025', 'Francesco', ''),
        row('BIAS', '02/06/2025', 'Francesco', ''),
      ].join('\n'),
    )
    expect(report).toMatchObject({
      vendor: 'zoom',
      locale: 'it',
      meetings: [{ title: 'BIAS', start: '2025-01-30T18:54:02' }, { start: '2025-02-06T18:54:02' }],
    })
    expect(report.people).toEqual([
      ['Andrea', 'andrea@a.example', null, 63],
      ['Francesco', null, null, 63],
      ['Francesco', null, null, 63],
    ])
  })

  test('a webinar has hosts, panelists, attendees, and people who did not come', async () => {
    const head =
      'Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name'
    const report = await short(
      [
        'Attendee Report',
        'Report Generated:,"Apr 29, 2026 08:00 PM"',
        'Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers',
        'Induction,123 456 789,"Apr 29, 2026 06:00 PM",60,3,0,2',
        'Host Details',
        'Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name',
        'Yes,Toni,toni@a.example,"Apr 29, 2026 05:50 PM","Apr 29, 2026 07:05 PM",75,No,United Kingdom',
        'Attendee Details',
        head,
        'Yes,Ada,Ada,Lovelace,ada@a.example,"Apr 1, 2026 10:00 AM",approved,"Apr 29, 2026 06:02 PM","Apr 29, 2026 06:30 PM",28,Yes,United Kingdom',
        'Yes,Ada,Ada,Lovelace,ada@a.example,"Apr 1, 2026 10:00 AM",approved,"Apr 29, 2026 06:40 PM","Apr 29, 2026 06:58 PM",18,Yes,United Kingdom',
        'No,Linus,Linus,T,linus@a.example,"Apr 1, 2026 10:00 AM",approved,--,--,--,,',
        'Other Attended',
        'User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name',
        '441234567,"Apr 29, 2026 06:02 PM","Apr 29, 2026 06:30 PM",28,United Kingdom',
      ].join('\r\n'),
    )
    expect(report).toMatchObject({
      format: 'zoom-webinar',
      meetings: [{ title: 'Induction', start: '2026-04-29T18:00:00', end: '2026-04-29T19:00:00' }],
      people: [
        ['Toni', 'toni@a.example', 'Host', 75],
        ['Ada', 'ada@a.example', 'Attendee', 46],
        ['441234567', null, null, 28],
      ],
      warnings: ['1 person registered and did not attend; they are left out.'],
    })
  })

  test('unique users in Spanish have lengths only', async () => {
    const report = await short(
      'Nombre (nombre original),E-mail del usuario,Duración total (minutos),Invitado\nAna,ana@a.example,65,No\n',
    )
    expect(report).toMatchObject({
      format: 'zoom-unique-users',
      locale: 'es',
      questions: [],
      people: [['Ana', 'ana@a.example', null, 65]],
    })
    expect(report.all[0]!.joins).toEqual([])
  })

  test('headings without anybody are a report of nobody', async () => {
    const report = await short('Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n')
    expect(report).toMatchObject({
      vendor: 'zoom',
      people: [],
      meetings: [{ people: [] }],
      warnings: [expect.stringContaining('nobody')],
    })
  })
})

describe('Google Meet', () => {
  const report =
    'First name,Last name,Email,Duration,Time joined,Time exited\nAda,Lovelace,ada@a.example,58 min,6:02 PM,7:00 PM\nGrace,Hopper,grace@a.example,1 hr 2 min,11:30 PM,12:32 AM\n'

  test('times without a day take the day of the session, and ask for it otherwise', async () => {
    const dated = await short(report, { date: '2026-06-10' })
    expect(dated.all.map(({ joins }) => joins)).toEqual([
      [{ in: '2026-06-10T18:02:00', out: '2026-06-10T19:00:00' }],
      [{ in: '2026-06-10T23:30:00', out: '2026-06-11T00:32:00' }],
    ])
    expect(dated.questions).toEqual([])
    const asked = await short(report)
    expect(asked).toMatchObject({
      vendor: 'meet',
      questions: [{ about: 'date' }],
      people: [
        ['Ada Lovelace', 'ada@a.example', null, 58],
        ['Grace Hopper', 'grace@a.example', null, 62],
      ],
    })
  })

  test('the file of the extension', async () => {
    const file =
      '"*     Induction"\n"* Meeting code: abc-defg-hij"\n"* Created on 2026-03-01 10:00:00"\n"* Ended on 2026-03-01 11:00:00"\n"Full Name","First Seen","Time in Call"\n"Doe Jane","2026-03-01 10:00:03","00:58:10"\n'
    const read = await short(file)
    expect(read).toMatchObject({
      vendor: 'meet',
      format: 'meet-extension',
      warnings: [],
      people: [['Doe Jane', null, null, 58]],
      meetings: [{ title: 'Induction', start: '2026-03-01T10:00:00', end: '2026-03-01T11:00:00' }],
    })
    expect(read.all[0]!.joins).toEqual([{ in: '2026-03-01T10:00:03', out: null }])
  })
})

test('Webex wraps its cells, names the meeting in every line and says who was host', async () => {
  const cell = (text: string) => `"=""${text}"""`
  const row = (number: string, name: string, email: string, from: string, to: string, minutes: string, role: string) =>
    [
      cell(number),
      'Champions',
      cell('2026-04-29 10:00:00'),
      cell('2026-04-29 12:00:00'),
      name,
      '',
      '',
      role,
      email,
      cell(from),
      cell(to),
      minutes,
      'Desktop app',
    ].join(',')
  const report = await short(
    [
      'Meeting Number,Meeting Name,Meeting Start Time,Meeting End Time,Display Name,First Name,Last Name,Role,Attendee Email,Join Time,Leave Time,Attendance Duration,Connection Type',
      row('2512', 'Toni', 'toni@a.example', '2026-04-29 09:58:00', '2026-04-29 12:00:00', '122 mins', 'Host'),
      row('2512', 'Sam', 'sam@a.example', '2026-04-29 10:00:00', '2026-04-29 11:00:00', '60 mins', 'Attendee'),
      row('2512', 'Sam', 'SAM@a.example', '2026-04-29 10:30:00', '2026-04-29 11:30:00', '60 mins', 'Attendee'),
      row('2513', 'Sam', 'sam@a.example', '2026-04-29 10:00:00', '2026-04-29 10:10:00', '10 mins', 'Attendee'),
    ].join('\n'),
  )
  expect(report).toMatchObject({ vendor: 'webex', meetings: [{ title: 'Champions' }, { title: 'Champions' }] })
  expect(report.people).toEqual([
    ['Toni', 'toni@a.example', 'Host', 122],
    ['Sam', 'sam@a.example', 'Attendee', 90],
    ['Sam', 'sam@a.example', 'Attendee', 10],
  ])
})
