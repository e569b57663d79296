/** What a mark is worth, when one may join, what a sent register asks for: as plain values. */
import { readMarks } from '../../../src/features/attendance/forms.ts'
import type { Mark } from '../../../src/features/attendance/rules/marks.ts'
import { joinStateOf, meetingSources } from '../../../src/features/attendance/rules/joining.ts'
import { attendedPercent } from '../../../src/features/attendance/rules/marks.ts'

test.each<[Mark, number | null, number, number]>([
  ['present', null, 150, 100],
  ['present', 75, 150, 50],
  ['present', 151, 150, 100],
  ['late', 120, 150, 80],
  ['late', 119, 150, 79],
  ['left early', 1, 600, 0],
  ['late', null, 150, 0],
  ['absent', null, 150, 0],
  ['excused', null, 150, 0],
])('%s with %s of %s minutes is %s percent', (mark, minutes, length, percent) => {
  expect(attendedPercent({ mark, minutes }, length)).toBe(percent)
})

test('the whole percent decides as the exact share would, at every threshold', () => {
  const wrong: string[] = []
  for (let length = 5; length <= 720; length += 5)
    for (let minutes = 0; minutes <= length; minutes += 1)
      for (const percent of [50, 67, 80, 100]) {
        const decided = attendedPercent({ mark: 'late', minutes }, length) >= percent
        if (decided !== minutes * 100 >= length * percent) wrong.push(`${minutes} of ${length} for ${percent} %`)
      }
  expect(wrong).toEqual([])
})

test.each([
  ['2027-04-27T08:44:59.999Z', 'early'],
  ['2027-04-27T08:45:00.000Z', 'open'],
  ['2027-04-27T11:44:59.999Z', 'open'],
  ['2027-04-27T11:45:00.000Z', 'over'],
])('at %s the join page is %s', (now, state) => {
  const part = { starts_at: new Date('2027-04-27T09:00:00Z'), ends_at: new Date('2027-04-27T11:30:00Z') }
  expect(joinStateOf(part, new Date(now))).toBe(state)
})

test.each([
  ['https://bbb.example.org/b/sam-abc', ['https://bbb.example.org']],
  [
    'https://us02web.zoom.us/j/1?pwd=x',
    ['https://us02web.zoom.us', 'https://zoom.us', 'https://*.zoom.us', 'https://*.zoom.com'],
  ],
  ['https://evil.example/;script-src *', ['https://evil.example']],
  ['https://notmicrosoft.com/x', ['https://notmicrosoft.com']],
])('the form of the join page may lead from %s to its own service only', (url, sources) => {
  expect(meetingSources(url)).toEqual(sources)
})

describe('a sent register', () => {
  const [a, b, c] = [1, 2, 3].map((digit) => `01920b7e-1111-7000-8000-00000000000${digit}`) as [string, string, string]

  test('passes on only what this page changed', () => {
    const typed = {
      [`was-${a}`]: 'present',
      [`mark-${a}`]: 'present',
      [`was-${b}`]: 'late 40',
      [`mark-${b}`]: 'late',
      [`minutes-${b}`]: ' 45 ',
      [`was-${c}`]: '',
    }
    expect(readMarks(typed, 150)).toEqual({
      changed: [{ person_id: b, mark: 'late', minutes: 45, reason: null }],
      without_minutes: [],
      without_reason: [],
    })
  })

  test('asks for minutes where they decide, and takes none where they do not', () => {
    const typed = {
      [`was-${a}`]: '',
      [`mark-${a}`]: 'left-early',
      [`was-${b}`]: '',
      [`mark-${b}`]: 'late',
      [`minutes-${b}`]: '151',
      [`was-${c}`]: '',
      [`mark-${c}`]: 'absent',
      [`minutes-${c}`]: '20',
    }
    expect(readMarks(typed, 150)).toEqual({
      changed: [{ person_id: c, mark: 'absent', minutes: null, reason: null }],
      without_minutes: [a, b],
      without_reason: [],
    })
  })

  test('with the button marks everyone, and ignores what is no person and no mark', () => {
    const typed = {
      everyone: 'present',
      [`was-${a}`]: 'absent',
      [`mark-${a}`]: 'absent',
      [`was-${b}`]: 'present',
      'was-nonsense': '',
      'mark-nonsense': 'present',
    }
    expect(readMarks(typed, 150).changed).toEqual([{ person_id: a, mark: 'present', minutes: null, reason: null }])
    expect(readMarks({ [`was-${a}`]: '', [`mark-${a}`]: 'saint' }, 150).changed).toEqual([])
  })
})
