/** Somebody nobody invited: their address belongs to a partner, so they ask, and the partner's lead says yes. */
import { addTestOrganisation, addTestPerson } from '../support/factories.ts'
import type { Someone } from './hertfordshire/story/someone.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

let stage: Stage
let lead: Someone
const asker = { full_name: 'Kofi Asante', email: 'kofi.asante@watford.example' }

beforeAll(async () => {
  stage = await openStage(new Date('2027-04-12T08:00:00Z'))
  const watford = await addTestOrganisation(stage.database.db, { name: 'Watford', domains: ['watford.example'] })
  lead = stage.someone(
    await addTestPerson(stage.database.db, {
      full_name: 'Sunita Kapoor',
      email: 'sunita.kapoor@watford.example',
      organisation_id: watford.id,
      roles: ['lead'],
    }),
  )
  await lead.signIn()
})
afterAll(() => stage.close())

test('the address is proved by a code before anything is asked of anyone', async () => {
  const kofi = stage.someone(asker)
  await kofi.browser.open('/sign-in')
  await kofi.browser.follow('Ask to join')
  await kofi.browser.type('Full name', asker.full_name)
  await kofi.browser.type('Work email address', asker.email)
  await kofi.browser.press('Continue')
  await lead.browser.open('/')
  expect(lead.browser.page.text).not.toMatch(/asks to join/)
  expect(await stage.database.db('people').where({ email: asker.email })).toEqual([])
  await kofi.typeCode()
  await kofi.browser.open('/my-training')
  expect(kofi.browser.page.text).toContain('You do not belong to an organisation here yet')
})

test('the lead approves, and the asker belongs', async () => {
  await lead.browser.open('/')
  await lead.browser.follow(/asks to join/)
  await lead.browser.press(`Approve ${asker.full_name}`)
  const kofi = stage.someone(asker)
  expect((await kofi.read(/Watford/)).text).toContain('Watford')
  await kofi.signIn()
  await kofi.browser.open('/my-training')
  expect(kofi.browser.page.text).not.toContain('You do not belong to an organisation')
})
