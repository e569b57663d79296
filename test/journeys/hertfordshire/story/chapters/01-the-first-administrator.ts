/** Chapter 1: an empty installation, its first administrator, and the people who will run the training. */
import { administrator, coordinators, trainers } from '../../../../../seeds/demo/people.ts'
import type { Journey } from '../journey.ts'
import { check, someone } from '../journey.ts'

export async function makeTheFirstAdministrator(journey: Journey): Promise<void> {
  await journey.server.admin('add', administrator.email, administrator.full_name)
  await journey.server.start()
  journey.administrator = someone(journey, administrator)
  await journey.administrator.acceptInvitation()
}

export async function setUpTheForce({ administrator: { browser } }: Journey): Promise<void> {
  await browser.open('/admin/settings')
  await browser.type('Police force', 'Hertfordshire Constabulary')
  await browser.type('Team', 'Hate crime team')
  await browser.type('Address people write to', 'hate-crime-team@herts-police.example')
  await browser.type('Who signs', 'Superintendent Helen Ashworth')
  await browser.type('Rank or title of who signs', 'Head of Community Safety, for the Chief Constable')
  await browser.type('Name that emails come from', 'Hertfordshire hate crime champions')
  await browser.type('Address that emails come from', 'champions@herts-police.example')
  const page = await browser.press('Save settings')
  check(page.message !== '', 'Saving the settings said nothing')
}

export async function nameCoordinatorAndTrainers(journey: Journey): Promise<void> {
  const { browser } = journey.administrator
  const staff = [
    { ...coordinators[0]!, role: 'Coordinator' },
    ...trainers.map((trainer) => ({ ...trainer, role: 'Trainer' })),
  ]
  for (const one of staff) {
    await browser.open('/people')
    await browser.press('Add a person')
    await browser.type('Full name', one.full_name)
    await browser.type('Email address', one.email)
    await browser.choose('Language they read', 'English')
    await browser.tick('Send them an invitation now')
    await browser.press('Add person')
    await browser.follow('Give a role')
    await browser.choose('Role', one.role)
    await browser.press('Give role')
  }
  const [coordinator, ...others] = staff.map((one) => someone(journey, one))
  for (const one of [coordinator!, ...others]) await one.acceptInvitation()
  journey.coordinator = coordinator!
  journey.trainers = others
}
