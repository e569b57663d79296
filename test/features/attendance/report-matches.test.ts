/** Who of a report counts for whom: an exact address or a confirmed alias, and nobody by a name alone. */
import fc from 'fast-check'
import { identitiesOf, matchIdentities } from '../../../src/features/attendance/rules/report-matches.ts'
import type { Surroundings } from '../../../src/features/attendance/rules/report-matches.ts'

const kept_at = new Date('2027-04-27T12:00:00Z')
const before = new Date('2027-04-20T12:00:00Z')
const after = new Date('2027-05-20T12:00:00Z')

const person = (name: string, email: string | null = null, uploads = [{ upload: 0, kept_at }]) => ({
  name,
  email,
  sightings: uploads,
  ...identitiesOf([{ name, email }])[0]!,
})
const booked = (person_id: string, full_name: string, email: string | null = null, booked_at = before) => ({
  person_id,
  full_name,
  email,
  booked_at,
})
const nothing: Surroundings = { booked: [], trainer_emails: [], decisions: [], aliases: [] }
const match = (
  one: ReturnType<typeof person>,
  around: Partial<Surroundings>,
  others: ReturnType<typeof person>[] = [],
) => matchIdentities([one, ...others], { ...nothing, ...around }).get(one.identity)![0]!

test('an exact address counts by itself, whatever the name', () => {
  expect(
    match(person('S. Lee', 'sam@a.example'), { booked: [booked('sam', 'Samantha Lee-Jones', 'sam@a.example')] }),
  ).toMatchObject({
    state: 'address',
    person_id: 'sam',
  })
})

test('two people called Jo Blogs credit neither, nor does one', () => {
  const jos = [booked('1', 'Jo Blogs', 'jo@a.example'), booked('2', 'Jo Blogs', 'jo@b.example')]
  expect(match(person('Jo Blogs'), { booked: jos })).toMatchObject({
    state: 'waiting',
    person_id: null,
    candidates: ['1', '2'],
    reason: '2 people on the register are called Jo Blogs.',
  })
  expect(match(person('Blogs, Jo (Housing)'), { booked: jos.slice(0, 1) })).toMatchObject({
    person_id: null,
    candidates: ['1'],
    reason: 'The report gives no address. The name is that of somebody on the register.',
  })
  expect(match(person('Jo Blogs', 'jo@elsewhere.example'), { booked: jos.slice(0, 1) })).toMatchObject({
    person_id: null,
    reason: 'Nobody on the register has this address. The name is that of somebody on the register.',
  })
})

test('a confirmed alias counts by itself, unless somebody else may be meant', () => {
  const sam = booked('sam', 'Samantha Lee', 'sam@a.example')
  const alias = { id: '1', alias: 'name: sam l', person_id: 'sam', decided_at: before }
  expect(match(person('Sam L'), { booked: [sam], aliases: [alias] })).toMatchObject({
    state: 'alias',
    person_id: 'sam',
  })
  const waits = { state: 'waiting', person_id: null }
  // Not booked here; confirmed only after the report was kept; two people; a namesake on the register or in the report.
  expect(match(person('Sam L'), { booked: [], aliases: [alias] })).toMatchObject(waits)
  expect(match(person('Sam L'), { booked: [sam], aliases: [{ ...alias, decided_at: after }] })).toMatchObject(waits)
  const other = booked('other', 'Sam L', null)
  expect(match(person('Sam L'), { booked: [sam, other], aliases: [alias] })).toMatchObject(waits)
  expect(
    match(person('Sam L'), { booked: [sam, booked('x', 'Xi')], aliases: [alias, { ...alias, person_id: 'x' }] }),
  ).toMatchObject(waits)
  expect(
    match(person('Sam L'), { booked: [sam], aliases: [alias] }, [person('Sam L', 'sam.l@b.example')]),
  ).toMatchObject(waits)
})

test('what an alias has credited stays when a namesake comes later, and the doubt is asked', () => {
  const sam = booked('sam', 'Samantha Lee', 'sam@a.example')
  const aliases = [{ id: '1', alias: 'name: sam l', person_id: 'sam', decided_at: before }]
  const [first, second] = [
    { upload: 0, kept_at },
    { upload: 1, kept_at },
  ]
  const all = (
    one: ReturnType<typeof person>,
    others: ReturnType<typeof person>[],
    around: Partial<Surroundings> = {},
  ) => matchIdentities([one, ...others], { ...nothing, booked: [sam], aliases, ...around }).get(one.identity)
  const stays = { state: 'alias', person_id: 'sam', until_upload: 0 }
  const asks = {
    state: 'waiting',
    person_id: null,
    reason:
      'The reports name 2 people called Sam L. What was credited to Samantha Lee before, because it was confirmed, stays until you say otherwise.',
  }
  // The namesake is in the second upload; so is Sam L, once more: that is not credited.
  const stranger = person('Sam L', 'sam.l@b.example', [second])
  expect(all(person('Sam L', null, [first]), [stranger])).toMatchObject([stays, asks])
  expect(all(person('Sam L', null, [first, second]), [stranger])).toMatchObject([stays, asks])
  // Named first in the upload that names both: nothing was credited before.
  expect(all(person('Sam L', null, [second]), [stranger])).toMatchObject([{ state: 'waiting', person_id: null }])
  // A namesake who came onto the register afterwards, and an alias of somebody else.
  const late = booked('late', 'Sam L', null, after)
  expect(all(person('Sam L', null, [first]), [], { booked: [sam, late] })).toMatchObject([stays, { state: 'waiting' }])
  const other = { id: '2', alias: 'name: sam l', person_id: 'xi', decided_at: after }
  const twice = person('Sam L', null, [first, { upload: 1, kept_at: new Date(after.getTime() + 1) }])
  expect(all(twice, [], { booked: [sam, booked('xi', 'Xi')], aliases: [...aliases, other] })).toMatchObject([
    stays,
    { state: 'waiting' },
  ])
  // A decision ends it.
  const decision = { id: '9', identity: 'name: sam l', person_id: null, decided_by_name: 'Terry', decided_at: after }
  expect(all(person('Sam L', null, [first]), [stranger], { decisions: [decision] })).toMatchObject([
    { state: 'nobody' },
  ])
})

test('an alias of an address is not upset by namesakes', () => {
  const alias = { id: '1', alias: 'sam@home.example', person_id: 'sam', decided_at: before }
  const all = [booked('sam', 'Sam Lee', 'sam@a.example'), booked('2', 'Sam Lee', 'sam@b.example')]
  expect(match(person('Sam Lee', 'sam@home.example'), { booked: all, aliases: [alias] })).toMatchObject({
    state: 'alias',
    person_id: 'sam',
  })
})

test('a decision of this session comes first, also that it is nobody', () => {
  const one = person('Notetaker', 'sam@a.example')
  const decision = { id: '9', identity: one.identity, person_id: null, decided_by_name: 'Terry', decided_at: after }
  const around = { booked: [booked('sam', 'Sam', 'sam@a.example')], decisions: [decision] }
  expect(match(one, around)).toMatchObject({ state: 'nobody', person_id: null, decision_id: '9' })
})

test('trainers are known, and a caller is told from a name', () => {
  expect(match(person('Terry', 'terry@force.example'), { trainer_emails: ['terry@force.example'] })).toMatchObject({
    state: 'trainer',
    person_id: null,
  })
  expect(match(person('+44 *****123'), {}).reason).toContain('telephone')
})

test('two of one file without an address stay two, and are never remembered', () => {
  expect(identitiesOf([person('Guest'), person('guest '), person('Ann'), person('Ann', 'ann@a.example')])).toEqual([
    { identity: 'name: guest #1', alias: null },
    { identity: 'name: guest #2', alias: null },
    { identity: 'name: ann', alias: 'name: ann' },
    { identity: 'ann@a.example', alias: 'ann@a.example' },
  ])
})

test('whatever names there are, nobody is credited without an address, an alias or a decision', () => {
  const name = fc.constantFrom(
    'Jo Blogs',
    'Blogs, Jo',
    'Jo',
    'Jo Bloggs',
    '李小龍',
    'Siân O’Brien-Żak',
    '+44 20 7946',
    '?',
  )
  const people = fc.array(fc.record({ name, email: fc.constantFrom(null, 'x@elsewhere.example') }), { maxLength: 6 })
  const register = fc.array(name, { maxLength: 6 })
  fc.assert(
    fc.property(people, register, (named, names) => {
      const identities = identitiesOf(named)
      const all = named.map((one, index) => ({ ...one, sightings: [{ upload: 0, kept_at }], ...identities[index]! }))
      const around = {
        ...nothing,
        booked: names.map((full_name, index) => booked(String(index), full_name, `${index}@a.example`)),
      }
      for (const [found, ...more] of matchIdentities(all, around).values()) {
        expect([found!.person_id, more]).toEqual([null, []])
        expect(found!.reason).toMatch(/\.$/)
      }
    }),
  )
})
