/** One register made from a Teams file, a check-in code and two ticks: the same story for whoever has the hands to tell it. */
import { bookPlace } from '../../../src/features/live-sessions/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession } from '../../support/live-sessions.ts'

/** Somebody at a browser, of whatever kind. */
export interface Hands {
  open(address: string): Promise<void>
  follow(link: string): Promise<void>
  /** Where what was typed is refused, the page that comes says so with its status. */
  press(button: string, status?: 422): Promise<void>
  type(label: string, text: string): Promise<void>
  /** A mark, in the line of that person. */
  mark(person: string, mark: string): Promise<void>
  select(label: string, option: string | RegExp): Promise<void>
  attach(label: string, file: { name: string; type: string; bytes: Buffer }): Promise<void>
  /** The words of the main part of the page, in one line. */
  read(): Promise<string>
}

export interface Surroundings {
  database: TestDatabase
  hands: (person: TestPerson) => Promise<Hands>
  waitUntil: (moment: Date) => Promise<void>
}

export const begins = new Date('2027-04-27T09:00:00Z')

/** What Teams gives the organiser after the meeting: three parts, tabs, UTF-16. Ari came with a private account. */
function teamsFile(): Buffer {
  const lines = [
    ['1. Summary'],
    ['Meeting title', 'Hate crime champions'],
    ['Attended participants', '3'],
    ['Start time', '4/27/27, 9:55:02 AM'],
    ['End time', '4/27/27, 12:33:11 PM'],
    ['Meeting duration', '2h 38m 9s'],
    [''],
    ['2. Participants'],
    ['Name', 'First Join', 'Last Leave', 'In-Meeting Duration', 'Email', 'Participant ID (UPN)', 'Role'],
    [
      'Terry Trainer',
      '4/27/27, 9:55:02 AM',
      '4/27/27, 12:33:11 PM',
      '2h 38m 9s',
      'terry@force.example',
      'terry@force.example',
      'Organizer',
    ],
    [
      'Archer, Ann (Alder)',
      '4/27/27, 9:58:40 AM',
      '4/27/27, 12:31:00 PM',
      '2h 32m 20s',
      'ann@alder.example',
      'ann@alder.example',
      'Presenter',
    ],
    ['Ari B', '4/27/27, 10:00:00 AM', '4/27/27, 11:00:00 AM', '1h', '', '', 'Presenter'],
    [''],
    ['3. In-Meeting Activities'],
    ['Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role'],
    ['Terry Trainer', '4/27/27, 9:55:02 AM', '4/27/27, 12:33:11 PM', '2h 38m 9s', 'terry@force.example', 'Organizer'],
    [
      'Archer, Ann (Alder)',
      '4/27/27, 9:58:40 AM',
      '4/27/27, 12:31:00 PM',
      '2h 32m 20s',
      'ann@alder.example',
      'Presenter',
    ],
    ['Ari B', '4/27/27, 10:00:00 AM', '4/27/27, 11:00:00 AM', '1h', '', 'Presenter'],
  ]
  const text = lines.map((cells) => cells.join('\t')).join('\r\n')
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
}

/** Tells it, and answers with the mark of each person as it stands in the closed register. */
export async function tellStory({ database, hands, waitUntil }: Surroundings): Promise<Record<string, unknown>> {
  const { db } = database
  const early = contextOf(db, { at: addMinutes(begins, -300) })
  const { id: organisation_id } = await addTestOrganisation(db, { name: 'Alder Housing' })
  const terry = await addTestPerson(db, {
    full_name: 'Terry Trainer',
    email: 'terry@force.example',
    roles: ['trainer'],
  })
  const [ann, ari, ben, cat] = await Promise.all(
    ['Ann Archer', 'Ari Birch', 'Ben Brook', 'Cat Clay'].map((full_name) =>
      addTestPerson(db, {
        full_name,
        email: `${full_name.split(' ')[0]!.toLowerCase()}@alder.example`,
        organisation_id,
      }),
    ),
  )
  const { live_part_id } = await addTestLivePart(db)
  const id = await addTestLiveSession(early, { trainer_ids: [terry.id], live_part_id, starts_at: begins })
  for (const { id: person_id } of [ann!, ari!, ben!, cat!]) await bookPlace(early, { live_session_id: id, person_id })
  const says = async (who: Hands, ...words: (string | RegExp)[]) => {
    const text = await who.read()
    for (const one of words)
      if (typeof one === 'string' ? !text.includes(one) : !one.test(text))
        throw new Error(`Nobody reads ${String(one)} in: ${text}`)
    return text
  }

  // Ben sits in the room with a phone: he types the code that he sees on the trainer's screen.
  await waitUntil(addMinutes(begins, 20))
  const trainer = await hands(terry)
  await trainer.open(`/live-sessions/${id}`)
  await trainer.press('Live room')
  await trainer.follow('Check-in code')
  const code = /\d{3} \d{3}/.exec(await trainer.read())![0]
  const phone = await hands(ben!)
  await phone.open(`/live-sessions/${id}`)
  await phone.follow('Open the live room')
  await phone.follow('Check in')
  await phone.type('Code on the trainer’s screen', 'what code')
  await phone.press('Check in', 422)
  await says(phone, 'Enter the 6 digits')
  await phone.type('Code on the trainer’s screen', code)
  await phone.press('Check in')
  await says(phone, 'You are checked in.')

  // After the session the trainer uploads what Teams says, and tells who the one without an address is.
  await waitUntil(addMinutes(begins, 155))
  await trainer.open(`/live-sessions/${id}`)
  await trainer.press('Register')
  const register = await says(trainer, /Ben Brook.*Check-in code 10:20am/, /Cat Clay.*No evidence/)
  if (register.includes('By the rule')) throw new Error('A rule spoke although nobody’s minutes were measured')
  await trainer.press('Meeting reports')
  await trainer.press('Upload reports')
  await trainer.attach('Attendance reports', {
    name: 'Hate crime champions - Attendance report 4-27-27.csv',
    type: 'text/csv',
    bytes: teamsFile(),
  })
  await trainer.press('Upload and check')
  await says(trainer, 'Read as a report of Microsoft Teams', 'Archer, Ann (Alder)', 'Ari B', '10am to 11am')
  await trainer.press('Keep as evidence')
  await says(trainer, 'Kept 1 report that names 3 people.', 'Who is this? (1)', 'Trains this session')
  await trainer.select('Who is Ari B?', /^Ari Birch/)
  await trainer.press('Save who Ari B is')
  await says(trainer, 'Decided here')

  // Two ticks for whom no report names; the rule of the course marks the others.
  await trainer.open(`/live-sessions/${id}`)
  await trainer.press('Register')
  await says(trainer, /Ann Archer.*There 150 of 150 minutes/, /Ari Birch.*There 60 of 150 minutes/)
  await trainer.mark('Ben Brook', 'Present')
  await trainer.mark('Cat Clay', 'Excused')
  await trainer.press('Save the register')
  await says(trainer, 'Saved 2 marks.')
  await trainer.follow('Try a rule on the list')
  await says(trainer, 'Cannot tell: yours to mark', 'Only the 2 whom no trainer has marked')
  await trainer.press('Keep this rule and mark by it')
  await trainer.press('Close the register')
  await trainer.press('Close the register')
  await says(trainer, 'The register is closed')

  const marks = await db('evidence as e')
    .join('people as p', 'p.id', 'e.person_id')
    .where('e.kind', 'trainer mark')
    .orderBy('e.id')
    .select('p.full_name', 'e.mark', 'e.minutes', 'e.register_rule_id')
  return Object.fromEntries(
    marks.map((one) => [
      one.full_name,
      [one.mark, one.minutes, one.register_rule_id === null ? 'by hand' : 'by the rule'],
    ]),
  )
}

export const told = {
  'Ann Archer': ['present', null, 'by the rule'],
  'Ari Birch': ['left early', 60, 'by the rule'],
  'Ben Brook': ['present', null, 'by hand'],
  'Cat Clay': ['excused', null, 'by hand'],
}
