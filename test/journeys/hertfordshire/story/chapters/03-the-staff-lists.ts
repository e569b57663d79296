/** Chapter 3: sixty people come by two staff lists: tried first, then applied, with an invitation to each. */
import type { Page } from '../../../../support/page.ts'
import type { Upload } from '../../../../support/page-form.ts'
import type { Journey } from '../journey.ts'
import { check, someone } from '../journey.ts'
import { learners, movedAddress } from '../people.ts'
import { excelWorkbook, oldCsv } from '../staff-lists.ts'

/** As the lists have them: one address in them is out of date. */
const listed = learners.map((learner) =>
  learner.full_name === movedAddress.full_name ? { ...learner, email: movedAddress.old } : learner,
)

export async function importTheStaffLists(journey: Journey): Promise<void> {
  journey.mailboxes.dead.add(movedAddress.old)
  const csv = oldCsv(listed.filter((learner) => learner.list === 'csv'))
  const xlsx = await excelWorkbook(listed.filter((learner) => learner.list === 'xlsx'))
  const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await importList(journey, { name: 'council staff.csv', type: 'text/csv', bytes: csv }, 30)
  await importList(journey, { name: 'Champions 2027.xlsx', type: excelType, bytes: xlsx }, 30)
  journey.learners = learners.map((learner) => ({ ...learner, at: someone(journey, learner) }))
}

async function importList(journey: Journey, file: Upload, expected: number): Promise<void> {
  const { browser } = journey.coordinator
  const upload = async () => {
    await browser.open('/people')
    await browser.press('Import a staff list')
    await browser.attach('Staff list', file)
    await browser.press('Upload and check')
    return untilDone(journey)
  }
  const tried = await upload()
  if (file.type === 'text/csv') await journey.album.picture('staff list, tried', journey.coordinator)
  check(rowsThat(tried, 'New') === expected, `${file.name}: ${rowsThat(tried, 'New')} new rows, not ${expected}`)
  check(rowsThat(tried, 'Refused') === 0, `${file.name}: ${rowsThat(tried, 'Refused')} rows are refused`)
  await browser.tick('Send invitations to the new people')
  await browser.press(`Apply: add ${expected}`)
  const applied = await untilDone(journey)
  check(rowsThat(applied, 'Added') === expected, `${file.name}: ${rowsThat(applied, 'Added')} rows were added`)
  const again = await upload()
  check(rowsThat(again, 'Known') === expected, `${file.name}: sent again, ${rowsThat(again, 'Known')} rows are known`)
}

/** The page of a list moves on by itself; without a script one looks again. */
async function untilDone({ coordinator: { browser } }: Journey): Promise<Page> {
  for (let looks = 0; looks < 240; looks++) {
    if (browser.page.findLink('See how far it is') === undefined) return browser.page
    await new Promise((resolve) => setTimeout(resolve, 250))
    await browser.follow('See how far it is')
  }
  throw new Error('A staff list was not done within a minute')
}

/** The figures stand in the links above the rows, such as "New (30)". */
function rowsThat(page: Page, verdict: string): number {
  const words = page.getLink(new RegExp(`^${verdict} \\(\\d+\\)$`)).text()
  return Number(/\((\d+)\)/.exec(words)?.[1])
}

/** The mail server said that an address is dead; the coordinator sees it, corrects it and invites again. */
export async function correctTheDeadAddress(journey: Journey): Promise<void> {
  const { browser } = journey.coordinator
  const { full_name } = movedAddress
  const email = learners.find((learner) => learner.full_name === full_name)!.email
  for (let looks = 0; looks < 120; looks++) {
    await browser.open('/people')
    await browser.choose('State', 'Invitation came back')
    await browser.press('Find')
    if (browser.page.findLink(full_name)) break
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  await browser.follow(full_name)
  check(
    browser.page.text.includes('There is no such mailbox'),
    `The page of ${full_name} does not say why the mail failed`,
  )
  await journey.album.picture('person, invitation refused', journey.coordinator)
  await browser.follow('Change email address')
  await browser.type('Email address', email)
  await browser.press('Change address')
  // The invitation that came back is offered once more; a new one has a new link.
  await browser.follow(full_name)
  await browser.press(/^Invite/)
}

/** One lead at some partners: they see their own people. */
export async function nameTheLeads(journey: Journey): Promise<void> {
  const { browser } = journey.coordinator
  for (const lead of learners.filter((learner) => learner.is_lead).slice(0, 3)) {
    await browser.open('/people')
    await browser.type('Name or email address', lead.email)
    await browser.press('Find')
    await browser.follow(lead.full_name)
    await browser.follow('Give a role')
    await browser.choose('Role', 'Organisation lead')
    await browser.choose('Organisation they lead', lead.organisation)
    await browser.press('Give role')
  }
}

/** As the list of people says, the force's own apart. */
export async function countThePeople({ coordinator: { browser } }: Journey): Promise<number> {
  const addresses = new Set<string>()
  const known = new Set(learners.map((learner) => learner.email))
  for (let page = await browser.open('/people'); ; page = await browser.follow(/^Next/)) {
    for (const row of page.table('People')) if (known.has(row['Email address']!)) addresses.add(row['Email address']!)
    if (!page.findLink(/^Next/)) return addresses.size
  }
}
