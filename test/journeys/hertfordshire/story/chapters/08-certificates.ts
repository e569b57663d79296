/** Chapter 8: those who had studied get their certificate as the register closes, the others as they pass the quiz. */
import { writeFileSync } from 'node:fs'
import { PlainBrowser } from '../../../../support/plain-browser.ts'
import { readPages, takeQuiz } from '../acts.ts'
import type { Coming, Journey } from '../journey.ts'
import { check, inFolder, together } from '../journey.ts'
import type { Letter } from '../someone.ts'
import { linkIn } from '../someone.ts'
import { studiesBefore, study } from './06-learning.ts'

/** The second list studies after its live session; a sign-in does not last that long, so they sign in again. */
export async function studyAfterwards(journey: Journey): Promise<void> {
  const others = journey.learners.filter(
    (one) => !studiesBefore(one) && one.fate !== 'never signed in' && !one.is_counted,
  )
  await together(others, async (learner) => {
    await learner.at.signIn()
    await study(learner)
  })
}

/** One person from the sign-in page to the PDF in one sitting, every page and every click counted. */
export async function countTheSteps(journey: Journey): Promise<void> {
  const { at } = journey.learners.find((one) => one.is_counted)!
  const { browser } = at
  browser.loads = 0
  browser.clicks = 0
  await at.signIn()
  await browser.press(/^(Start|Continue)$/)
  await journey.album.picture('module', at)
  await readPages(at, 6)
  const isPassed = await takeQuiz(at, 'well', () => journey.album.picture('quiz', at))
  check(isPassed, `${at.full_name} did not pass the quiz`)
  await journey.album.picture('quiz result', at)
  const pdf = await browser.download('Get your certificate (PDF)')
  check(pdf.bytes.subarray(0, 5).toString() === '%PDF-', 'What was downloaded is no PDF')
  journey.steps.learner_page_loads = browser.loads
  journey.steps.learner_clicks = browser.clicks
}

/** Every letter with a certificate, its PDF saved and read: whose it is, and its number. */
export async function readTheCertificates(journey: Journey): Promise<Map<string, string>> {
  const numbers = new Map<string, string>()
  for (const { at, fate } of journey.learners) {
    const letters = journey.mailboxes.to(at.email, 'Your certificate:')
    check(
      letters.length === (fate === null ? 1 : 0),
      `${at.full_name} got ${letters.length} letters with a certificate`,
    )
    for (const letter of letters) numbers.set(at.email, readCertificate(journey, at.full_name, letter))
  }
  return numbers
}

function readCertificate(journey: Journey, full_name: string, letter: Letter): string {
  const pdf = letter.attachments.find((one) => one.type === 'application/pdf')
  check(pdf !== undefined, `No PDF in the letter to ${letter.to}`)
  check(pdf.bytes.subarray(0, 5).toString() === '%PDF-', `The PDF in the letter to ${letter.to} is none`)
  const title = titleOf(pdf.bytes)
  const number = /\bHCC-\d{4}-\d{6}-\w\b/.exec(title)?.[0]
  check(number !== undefined && title.includes(full_name), `The PDF to ${letter.to} is titled “${title}”`)
  check(letter.text.includes(number), `The letter to ${letter.to} does not say the number ${number}`)
  writeFileSync(inFolder(journey, 'certificates', `${number}.pdf`), pdf.bytes)
  return number
}

/** The title in the XMP metadata, which PDF/UA asks for in plain text. */
function titleOf(pdf: Buffer): string {
  const metadata = /<dc:title>([\s\S]*?)<\/dc:title>/.exec(pdf.toString('utf8'))?.[1] ?? ''
  const text = metadata.replace(/<[^>]+>/g, '').trim()
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#x27': "'" }
  return text.replace(/&([#\w]+);/g, (whole, name: string) => entities[name] ?? whole)
}

/** Anybody can check a paper: by the address on it, and by typing number and name; the number alone tells nothing. */
export async function checkOnePaper(journey: Journey, numbers: Map<string, string>): Promise<void> {
  const { at } = journey.learners.find((one) => numbers.has(one.email) && one.full_name.includes('Siân')) as Coming
  const number = numbers.get(at.email)!
  const letter = journey.mailboxes.to(at.email, 'Your certificate:')[0]!
  const browser = new PlainBrowser(journey.server.baseUrl)
  const page = await browser.open(linkIn(letter, '/verify/'))
  await journey.album.picture('certificate, checked', null, page.path)
  check(
    page.summary().Name === at.full_name && page.summary()['Certificate number'] === number,
    'The check says otherwise',
  )
  await browser.open('/verify')
  await browser.type('Certificate number', number)
  await browser.type('Name on the certificate', at.full_name)
  const found = await browser.press('Check')
  check(found.text.includes(number), `Number and name find nothing: ${found.text.slice(0, 200)}`)
}
