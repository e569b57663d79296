/** Headings as people spell them, titles above them, and files that are no staff list. */
import { readStaffList } from '../../../../src/features/people/rules/staff-list.ts'
import type { StaffListRow } from '../../../../src/features/people/rules/staff-list.ts'

const read = (rows: string[][]) => readStaffList([{ sheet: null, rows }])
function rowsOf(rows: string[][]): StaffListRow[] {
  const list = read(rows)
  if (list.fault !== null) throw new Error(list.fault)
  return list.rows
}

test.each([
  [['First name', 'Surname', 'E-mail', 'Organisation', 'Job title']],
  [['FORENAME', 'LAST NAME', 'Email Address', 'Organization Name', 'Job role']],
  [['Given name(s)', 'Family Name', 'Work e-mail address', 'Employer', 'Position']],
  [['\u00a0first_name ', 'sname', 'E‑mail:', 'Name of organisation', 'Role']],
  [['Enw cyntaf', 'Cyfenw', 'E-bost', 'Sefydliad', 'Swydd']],
])('%j are read in any order', (headings) => {
  const order = [4, 2, 0, 3, 1]
  const row = ['Siân', 'O’Brien-Żak', 'sian@x.example', 'Dacorum', 'Officer']
  const [found] = rowsOf([order.map((i) => headings[i]!), order.map((i) => row[i]!)])
  expect(found).toMatchObject({
    row_number: 2,
    full_name: 'Siân O’Brien-Żak',
    email: 'sian@x.example',
    organisation_text: 'Dacorum',
    job_title: 'Officer',
  })
})

test.each([
  ['Siân O’Brien-Żak', 'Siân O’Brien-Żak'],
  ['O’Brien-Żak, Siân', 'Siân O’Brien-Żak'],
  ['Amina Khan, MBE', 'Amina Khan, MBE'],
  ['  李小龍 ', '李小龍'],
])('a full name %j is %j', (cell, name) => {
  expect(
    rowsOf([
      ['Name', 'Email'],
      [cell, 'a@x.example'],
    ])[0]!.full_name,
  ).toBe(name)
})

test('titles above, blank rows between and columns of no use do not matter; what is ignored is listed', () => {
  const list = readStaffList([
    { sheet: 'Read me', rows: [['Fill in the other sheet']] },
    {
      sheet: 'Staff',
      rows: [
        ['Staff list, March 2027'],
        [],
        ['Payroll no', 'Name', 'Line manager’s email', 'Email', 'Title', ''],
        ['', ''],
        ['17', 'Ada Byron', 'boss@x.example', 'ada@x.example', 'Ms', ''],
      ],
    },
  ])
  expect(list).toMatchObject({
    columns_read: ['“Name” as full name', '“Email” as email address'],
    columns_ignored: ['“Payroll no”', '“Line manager’s email”', '“Title”', 'the sheet “Read me”'],
    rows: [{ row_number: 5, full_name: 'Ada Byron', email: 'ada@x.example' }],
  })
})

test('a row with more cells than headings is marked: something may have slipped', () => {
  const rows = rowsOf([
    ['Name', 'Email'],
    ['Jones', 'Ada', 'ada@x.example'],
    ['Ada', 'a@x.example', '', ''],
  ])
  expect(rows.map((row) => row.is_too_wide)).toEqual([true, false])
})

test.each([
  ['no rows at all', [], 'The file is empty.'],
  ['only blank rows', [[''], [' ', '']], 'The file is empty.'],
  ['headings alone', [['Name', 'Email']], 'The file has headings and no rows below them.'],
  [
    'no headings',
    [['Ada Byron', 'ada@x.example']],
    'No heading row was found. The first row is: “Ada Byron”, “ada@x.example”.',
  ],
  [
    'no addresses',
    [
      ['First name', 'Surname', 'Phone'],
      ['A', 'B', '1'],
    ],
    'No column of email addresses was found.',
  ],
  [
    'no names',
    [
      ['Organisation', 'Email'],
      ['A', 'a@x.example'],
    ],
    'No column of names was found.',
  ],
  [
    'names under a heading we do not know',
    [
      ['Nome', 'E-mail'],
      ['A', 'a@x.example'],
    ],
    'No column of names was found. The headings are: “Nome”, “E-mail”.',
  ],
])('%s: a sentence that says what to do', (_what, rows, words) => {
  expect(read(rows).fault).toContain(words)
})

test('a row without end is refused; empty cells behind the list are not', () => {
  const endless = Array.from({ length: 1_000_000 }, () => 'a')
  expect(read([['Name', 'Email'], endless]).fault).toContain('more than 100 columns')
  const behind = Array.from({ length: 16_000 }, () => '')
  expect(
    read([
      ['Name', 'Email', ...behind],
      ['Ada', 'ada@x.example'],
    ]).fault,
  ).toBeNull()
})

test('more than 20,000 rows are refused', () => {
  const rows = Array.from({ length: 20_001 }, (_, i) => [`P ${i}`, `p${i}@x.example`])
  expect(read([['Name', 'Email'], ...rows]).fault).toContain('more than 20,000 rows')
})
