/** Each row of a staff list against the others and everyone known. */
import { judgeRows } from '../../../../src/features/people/rules/import-verdicts.ts'
import type {
  ImportRowInput,
  KnownPerson,
  Surroundings,
} from '../../../../src/features/people/rules/import-verdicts.ts'
import { hasLostLetters, mayBeOnePerson } from '../../../../src/features/people/rules/names.ts'
import { growth, linear } from '../../../support/growth.ts'

const dacorum = { id: 'o1', name: 'Dacorum Borough Council' }
const watford = { id: 'o2', name: 'Watford Borough Council' }

const around = (change: Partial<Surroundings> = {}): Surroundings => ({
  people: new Map(),
  organisations: new Map([
    ['Dacorum', dacorum],
    ['Watford', watford],
  ]),
  suggestions: new Map([['Dacorm', 'Dacorum Borough Council']]),
  domains: new Map([['dacorum.gov.uk', dacorum]]),
  names: new Map([dacorum, watford].map(({ id, name }) => [id, name])),
  members: new Map(),
  ...change,
})

const known = (full_name: string, change: Partial<KnownPerson> = {}): Surroundings['people'] =>
  new Map([
    [
      'ada@x.example',
      { id: 'p1', full_name, is_disabled: false, memberships: [{ organisation_id: 'o1', job_title: null }], ...change },
    ],
  ])

let number = 1
const row = (
  full_name: string,
  email = 'ada@x.example',
  organisation_text = 'Dacorum',
  job_title = '',
): ImportRowInput => ({
  row_number: ++number,
  full_name,
  email,
  organisation_text,
  job_title,
})
const judge = (rows: ImportRowInput[], surroundings = around()) =>
  judgeRows(
    rows.map((one, index) => ({ ...one, row_number: index + 2 })),
    surroundings,
  )
const one = (input: ImportRowInput, surroundings = around()) => judge([input], surroundings)[0]!

describe('a row is refused with the reason', () => {
  test.each([
    ['no name', row(''), 'No name is given'],
    ['a number where the name should be', row('07700 900123'), 'The name has no letter in it'],
    ['a long name', row('x'.repeat(201)), 'longer than 200'],
    ['no address', row('Ada', ''), 'No email address is given'],
    ['a bad address', row('Ada', 'ada at x'), '“ada at x” is not an email address'],
    ['two addresses', row('Ada', 'a@x.example; b@x.example'), 'is not an email address'],
    ['a long job title', row('Ada', 'ada@x.example', 'Dacorum', 'x'.repeat(121)), 'longer than 120'],
    ['an unknown organisation', row('Ada', 'ada@x.example', 'Nowhere'), 'Add it under Organisations'],
    ['a misspelled organisation', row('Ada', 'ada@x.example', 'Dacorm'), 'Did you mean “Dacorum Borough Council”?'],
    ['an unclaimed domain', row('Ada', 'ada@x.example', ''), 'none here uses addresses at x.example'],
    ['a public domain', row('Ada', 'ada@gmail.com', ''), 'anyone can have an address at gmail.com'],
  ])('%s', (_what, input, words) => {
    const judged = one(input)
    expect(judged.verdict).toBe('refused')
    expect(judged.reasons.join('. ')).toContain(words)
  })

  test('every reason at once', () => {
    expect(one(row('', '', 'Nowhere')).reasons).toHaveLength(3)
  })
})

test('without an organisation the address decides', () => {
  expect(one(row('Ada', 'ADA@Dacorum.gov.uk ', ''))).toMatchObject({ verdict: 'new', organisation_id: 'o1' })
})

test('an address at one organisation in a row of another is flagged', () => {
  expect(one(row('Ada', 'ada@dacorum.gov.uk', 'Watford')).flags).toEqual([
    'The address is one of Dacorum Borough Council',
  ])
})

describe('a person known by the address', () => {
  test.each([
    ['as in the file', 'Siân Jones', row('Siân Jones'), 'known', []],
    [
      'with another spelling',
      'Sian Jones',
      row('Siân Jones'),
      'changed',
      ['The name changes from “Sian Jones” to “Siân Jones”'],
    ],
    ['shouted', 'Siân Jones', row('SIAN JONES'), 'known', []],
    ['with lost letters', 'Siân Jones', row('Si?n Jones'), 'known', []],
    ['by a short first name', 'Robert Smith', row('Rob Smith'), 'known', []],
    [
      'by a fuller first name',
      'R Smith',
      row('Rob Smith'),
      'changed',
      ['The name changes from “R Smith” to “Rob Smith”'],
    ],
    [
      'at another organisation',
      'Ada',
      row('Ada', 'ada@x.example', 'Watford'),
      'changed',
      ['Becomes a member of Watford Borough Council'],
    ],
    [
      'with a job title',
      'Ada',
      row('Ada', 'ada@x.example', 'Dacorum', 'Officer'),
      'changed',
      ['The job title becomes “Officer”'],
    ],
  ])('%s', (_what, name, input, verdict, reasons) => {
    expect(one(input, around({ people: known(name) }))).toMatchObject({ verdict, reasons, person_id: 'p1' })
  })

  test('under a clearly different name is refused, and so is one who is disabled', () => {
    const other = one(row('Grace Hopper'), around({ people: known('Ada Byron') }))
    expect(other.reasons[0]).toContain('The address belongs to Ada Byron here')
    expect(one(row('Ada'), around({ people: known('Ada', { is_disabled: true }) })).reasons[0]).toContain('disabled')
  })
})

describe('within one file', () => {
  test('two people on one mailbox are both refused, each told of the other', () => {
    const judged = judge([row('Ada Byron', 'team@x.example'), row('Grace Hopper', 'TEAM@x.example')])
    expect(judged.map(({ verdict }) => verdict)).toEqual(['refused', 'refused'])
    expect(judged[0]!.reasons[0]).toContain('row 3, Grace Hopper')
    expect(judged[1]!.reasons[0]).toContain('row 2, Ada Byron')
  })

  test('the same row again is refused; the same person at a second organisation is not', () => {
    const judged = judge([row('Ada'), row('Ada'), row('Ada', 'ada@x.example', 'Watford')])
    expect(judged.map(({ verdict }) => verdict)).toEqual(['new', 'refused', 'changed'])
    expect(judged[1]!.reasons).toEqual(['The same as row 2'])
    expect(judged[2]!.flags).toEqual(['The same person as in row 2'])
  })

  test('nearly one name at one organisation is flagged on both, at two organisations on neither', () => {
    const judged = judge([
      row('Siân Jones', 'a@x.example'),
      row('Sian Jnoes', 'b@x.example'),
      row('Sian Jones', 'c@x.example', 'Watford'),
    ])
    expect(judged.map(({ flags }) => flags.length)).toEqual([1, 1, 0])
    expect(judged[0]!.flags[0]).toContain('row 3')
  })

  test('a name somebody at the organisation has is flagged with their address', () => {
    const members = new Map([['o1', [{ full_name: 'Jones Sian', email: 'old@x.example' }]]])
    expect(one(row('Siân Jones'), around({ members })).flags[0]).toContain(
      'Jones Sian is at this organisation already, with old@x.example',
    )
  })

  test('a likely slip in an address and a name with lost letters are flagged', () => {
    expect(one(row('Ada', 'ada@gmial.com')).flags[0]).toContain('Was ada@gmail.com meant?')
    expect(one(row('Si?n Jones')).flags[0]).toContain('lost letters')
  })

  test('the work grows with the rows of one organisation', async () => {
    const rows = (size: number) => Array.from({ length: size }, (_, i) => row(`Person ${i}`, `p${i}@x.example`))
    expect(await growth(rows, judge, 2_000)).toBeLessThan(linear)
  })
})

test.each([
  ['Si?n', true],
  ['Si\ufffdn', true],
  ['SiÃ¢n O’Brien', true],
  ['Oâ€™Brien', true],
  ['Siân O’Brien-Żak', false],
  ['Åsa Ångström', false],
  ['JOÃO', false],
])('%s has lost letters: %s', (name, expected) => expect(hasLostLetters(name)).toBe(expected))

test.each([
  ['R Smith', 'Robert Smith', true],
  ['Si?n O?Brien', 'Siân O’Brien', true],
  ['李小龍', '李小龍', true],
  ['John Smith', 'Jane Smith', false],
  ['Amina Khan', 'Amina Shah', false],
  ['???', 'Ada Byron', false],
  ['? ?', 'Ada', false],
  ['?da B?ron', 'Ada Byron', true],
  // A hostile list: as a regular expression this would take longer than the universe is old.
  [`${'?a'.repeat(90)}?c`, 'a'.repeat(200), false],
])('%s and %s may be one person: %s', (a, b, expected) => expect(mayBeOnePerson(a, b)).toBe(expected))
