/** Fields as people type them, and as attackers send them. */
import { z } from 'zod'
import * as fields from '../../../src/platform/http/fields.ts'
import { readForm } from '../../../src/platform/http/form.ts'

const read = (schema: z.ZodType, body: unknown) => readForm(schema, { body } as never)

const schema = z.object({
  name: fields.text('Enter a name', 10),
  email: fields.email(),
  kind: fields.oneOf(['a', 'b'], 'Select a kind'),
  length: fields.wholeNumber('Enter a length', 5, 720),
  ...fields.dayFields('starts'),
})

test('what was typed is tidied', () => {
  const typed = {
    name: '  Siân \u0000 ',
    email: ' Sam@Dacorum.GOV.uk ',
    kind: 'a',
    length: '90',
    'starts-day': '1',
    'starts-month': 'April',
    'starts-year': '2027',
  }
  const result = read(schema, typed)
  expect(result).toMatchObject({ ok: true, values: { name: 'Siân', email: 'sam@dacorum.gov.uk', length: 90 } })
  expect(fields.readDay((result as { values: Record<string, unknown> }).values, 'starts')).toBe('2027-04-01')
})

test('each field has one plain sentence, and what was typed is kept', () => {
  const result = read(schema, { name: 'A far too long name', email: 'no', length: '900' })
  expect(result.ok).toBe(false)
  expect(result.form.errors).toEqual([
    { field: 'name', text: 'Must be 10 characters or fewer' },
    { field: 'email', text: 'Enter an email address in the correct format, like name@example.com' },
    { field: 'kind', text: 'Select a kind' },
    { field: 'length', text: 'Must be between 5 and 720' },
  ])
  expect(result.form.value('name')).toBe('A far too long name')
})

test.each([
  [{}],
  [{ name: ['a', 'b'], email: { a: 1 }, kind: ['a'], length: [] }],
  [{ __proto__: { name: 'x' }, constructor: 'y' }],
])('a strange body %p is a form with errors, never a fault', (body) => {
  expect(read(schema, body).ok).toBe(false)
})

test('fields that the schema does not name are ignored', () => {
  const result = read(z.object({ name: fields.text('Enter a name') }), { name: 'Sam', role: 'administrator' })
  expect(result).toMatchObject({ ok: true, values: { name: 'Sam' } })
  expect(Object.keys((result as { values: object }).values)).toEqual(['name'])
})

test.each([
  [{ 'd-day': '31', 'd-month': '2', 'd-year': '2027' }, 'bad'],
  [{ 'd-day': '', 'd-month': '', 'd-year': '' }, null],
  [{ 'd-day': '28', 'd-month': '3', 'd-year': '2027' }, '2027-03-28'],
  [{ 'd-day': '1' }, 'bad'],
])('the day %p reads as %p', (typed, day) => {
  expect(fields.readDay(typed, 'd')).toBe(day)
})
