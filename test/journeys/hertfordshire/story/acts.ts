/** What people do in more than one story: schedule, keep a register, read, take the quiz. */
import { answersTo } from '../../../../seeds/demo/answers.ts'
import type { Answering } from '../../../../seeds/demo/answers.ts'
import { check } from './journey.ts'
import type { PlannedSession } from './people.ts'
import type { Someone } from './someone.ts'

/** Returns how many forms it took. */
export async function schedule({ browser, full_name }: Someone, session: PlannedSession): Promise<number> {
  await browser.open('/live-sessions')
  await browser.press('Schedule a live session')
  const before = browser.loads
  await browser.type('Title', session.title)
  await browser.choose('Course part it delivers', /Become a hate crime champion/)
  for (const [part, number] of Object.entries(session.day)) await browser.type(part, number, { within: 'Day' })
  await browser.type('Start', session.time)
  await browser.type('Length', String(session.minutes))
  await browser.type('Places', String(session.capacity))
  await browser.choose('Trainers', full_name)
  await browser.choose('How it is held', 'Online')
  await browser.type('Join link, if it is online', session.join_link)
  await browser.choose('Must people come?', 'Yes, it is mandatory')
  await browser.choose('Who it is for', 'People of partner organisations (external)')
  await browser.type('Notes for those who come', session.notes)
  const page = await browser.press('Schedule')
  check(page.message.includes('People can book now'), `Scheduling “${session.title}” said: ${page.message}`)
  // One page for each form that was sent: the last shows what was scheduled.
  return browser.loads - before
}

export async function openSession({ browser }: Someone, session: PlannedSession): Promise<void> {
  await browser.open('/live-sessions')
  await browser.follow(new RegExp(session.title))
}

export async function readPages({ browser }: Someone, count: number): Promise<void> {
  for (let page = 0; page < count; page++) await browser.press('Mark as done and go on')
}

/** Answers all questions and hands in; answers with whether the result page says "passed". */
export async function takeQuiz(
  { browser }: Someone,
  how: Answering,
  beforeHandingIn?: () => Promise<void>,
): Promise<boolean> {
  await browser.press(/^(Start the quiz|Try again)$/)
  const legends = browser.page.legends()
  const answers = answersTo(
    legends.map((legend) => legend.replace(/^Question \d+ of \d+ /, '')),
    how,
  )
  for (const [index, question] of legends.entries())
    for (const answer of answers[index]!) await browser.choose(question, answer)
  await beforeHandingIn?.()
  const page = await browser.press('Hand in')
  return page.heading === 'You passed'
}

/** The register of a session that waits for its marks. */
export async function openRegister(trainer: Someone, session: PlannedSession): Promise<void> {
  await trainer.signIn()
  await trainer.browser.open('/registers')
  await trainer.browser.follow(new RegExp(`^Mark \\d+ (person|people).*${session.title}`))
}

export async function addWalkIn({ browser }: Someone, full_name: string): Promise<void> {
  await browser.press('Add a walk-in')
  await browser.type('Name', full_name)
  await browser.press('Add to the register', { status: 422 })
  await browser.choose('Is it one of them?', full_name)
  await browser.press('Add to the register')
}

export async function closeRegister({ browser }: Someone): Promise<void> {
  await browser.press('Close the register')
  const page = await browser.press('Close the register')
  check(page.message.startsWith('The register is closed'), `Closing the register said: ${page.message}`)
}
