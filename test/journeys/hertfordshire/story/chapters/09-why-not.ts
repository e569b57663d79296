/** Chapter 9: seven have no certificate. Why, each reads on "My training"; of whoever never came, the coordinator knows. */
import type { Coming, Journey } from '../journey.ts'
import { check, named } from '../journey.ts'

/** What the product says, and what we call it. */
const saidOnMyTraining: [reason: string, words: RegExp][] = [
  ['failed a critical question', /a question that must be right was not/],
  ['quiz not passed', /Not passed yet: you had \d+%, and \d+% is needed/],
  ['no show', /You were not there on \d/],
  ['left early', /You were there for \d+ of \d+ minutes/],
  ['one module open', /Read it and mark it as done/],
  ['cancelled', /You cancelled your booking for \d/],
]

/** Reason -> how many, as the pages say it. */
export async function readWhyNot(journey: Journey, numbers: Map<string, string>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  await journey.coordinator.signIn()
  for (const learner of journey.learners.filter((one) => !numbers.has(one.email))) {
    const reason = (await hasCome(journey, learner)) ? await reasonOnMyTraining(journey, learner) : 'never signed in'
    check(reason === learner.fate, `${learner.full_name} reads “${reason}”; the story says “${String(learner.fate)}”`)
    counts[reason] = (counts[reason] ?? 0) + 1
  }
  return counts
}

async function hasCome({ coordinator: { browser } }: Journey, { full_name, email }: Coming): Promise<boolean> {
  await browser.open('/people')
  await browser.type('Name or email address', email)
  await browser.press('Find')
  const page = await browser.follow(full_name)
  const answers = page.table(/^Invitations/).map((row) => row.Person ?? '')
  return answers.some((answer) => answer.startsWith('Came'))
}

async function reasonOnMyTraining(journey: Journey, { at, full_name }: Coming): Promise<string> {
  await at.signIn()
  const page = await at.browser.open('/my-training')
  const found = saidOnMyTraining.filter(([, words]) => words.test(page.text)).map(([reason]) => reason)
  await journey.album.picture(`my training, ${found.join(' ')}`, at)
  check(
    found.length === 1,
    `${full_name} reads ${found.length} reasons: ${found.join(', ')}. ${page.text.slice(0, 1500)}`,
  )
  return found[0]!
}

/** A lead sees how far the people of the organisation are, and nobody else's. */
export async function lookAtAnOrganisation(journey: Journey): Promise<void> {
  const lead = named(journey, 'Priya Raman')
  await lead.at.signIn()
  await lead.at.browser.open('/')
  await lead.at.browser.follow(new RegExp(lead.organisation))
  await journey.album.picture('organisation, by its lead', lead.at)
  const rows = lead.at.browser.page.table(/^People of/)
  const own = journey.learners.filter((one) => one.organisation === lead.organisation)
  check(rows.length === own.length, `${lead.organisation} shows ${rows.length} people, not ${own.length}`)
}
