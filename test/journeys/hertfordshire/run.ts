/**
 * `npm run journey -- --out DIR`: the whole job on real input, from an empty database to 53 certificates in inboxes and a
 * roster, through HTTP alone. Read the chapters below in order: they are the manual.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { addMinutes } from '../../../src/lib/time.ts'
import * as beginning from './story/chapters/01-the-first-administrator.ts'
import * as partners from './story/chapters/02-the-partners.ts'
import * as staffLists from './story/chapters/03-the-staff-lists.ts'
import * as sessions from './story/chapters/04-two-live-sessions.ts'
import * as booking from './story/chapters/05-people-come-and-book.ts'
import * as learning from './story/chapters/06-learning.ts'
import * as april from './story/chapters/07-two-days-in-april.ts'
import * as certificates from './story/chapters/08-certificates.ts'
import * as whyNot from './story/chapters/09-why-not.ts'
import * as roster from './story/chapters/10-the-roster.ts'
import * as pictures from './story/chapters/11-what-it-looks-like.ts'
import { Album } from './story/album.ts'
import type { Journey } from './story/journey.ts'
import { aims, check } from './story/journey.ts'
import { Mailboxes } from './story/mailboxes.ts'
import { invitedAt, secondSession } from './story/people.ts'
import { Server } from './story/server.ts'

/** The folder everything is left in. */
function readOut(): string {
  try {
    return resolve(parseArgs({ options: { out: { type: 'string', default: 'out/journey' } } }).values.out)
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: npm run journey -- --out DIR`)
    process.exit(1)
  }
}

const out = readOut()
const started = performance.now()
const seconds = () => Math.round((performance.now() - started) / 100) / 10

async function tell(journey: Journey): Promise<Record<string, unknown>> {
  const chapter = async <Found>(words: string, act: (journey: Journey) => Promise<Found>): Promise<Found> => {
    const found = await act(journey)
    console.log(`${String(seconds()).padStart(6)} s  ${words}`)
    return found
  }
  await chapter('The first administrator comes', beginning.makeTheFirstAdministrator)
  await chapter('The force is set up', beginning.setUpTheForce)
  await chapter('A coordinator and two trainers are named', beginning.nameCoordinatorAndTrainers)
  await chapter('The partners are entered', partners.enterThePartners)
  await chapter('Two staff lists are imported', staffLists.importTheStaffLists)
  await chapter('A dead address is corrected', staffLists.correctTheDeadAddress)
  await chapter('Leads are named', staffLists.nameTheLeads)
  await chapter('Two live sessions are scheduled', sessions.scheduleTwoLiveSessions)
  await chapter('People come and book', booking.comeAndBook)
  await chapter('One waits for a place', booking.waitForAPlace)
  await chapter('A place is given up, and goes to who waits', booking.giveUpAPlace)
  await chapter('Half of them study', learning.studyBefore)
  await chapter('The first live session is held', april.holdTheFirstSession)
  await chapter('The second live session is held', april.holdTheSecondSession)
  await journey.server.waitUntil(addMinutes(secondSession.starts_at, 20 * 60))
  await chapter('The other half study', certificates.studyAfterwards)
  await chapter('One does it all in one sitting, counted', certificates.countTheSteps)
  await journey.mailboxes.quiet()
  const numbers = await chapter('The certificates are read', certificates.readTheCertificates)
  await chapter('A paper is checked', (journey) => certificates.checkOnePaper(journey, numbers))
  const not_certified = await chapter('Seven read why not', (journey) => whyNot.readWhyNot(journey, numbers))
  await chapter('A lead looks at the organisation', whyNot.lookAtAnOrganisation)
  const roster_rows = await chapter('The roster is exported', roster.exportTheRoster)
  const people = await chapter('The people are counted', staffLists.countThePeople)
  const organisations = await chapter('The partners are counted', partners.countThePartners)
  const live_sessions = await chapter('The live sessions are counted', sessions.countTheLiveSessions)
  await chapter('The main pages are pictured', pictures.pictureTheMainPages)
  await journey.mailboxes.quiet(1000)
  const mails = journey.mailboxes.letters.length
  return { people, organisations, live_sessions, certificates: numbers.size, mails, roster_rows, not_certified }
}

/** Measured and reported: a missed aim is said, and ends nothing. */
function reportSteps({ steps }: Journey): void {
  for (const [task, aim] of Object.entries(aims)) {
    const took = steps[task as keyof typeof aims]
    check(took !== undefined, `${task} was not counted`)
    console.log(`${task}: ${took} (aim ${aim}${took > aim ? ', missed' : ''})`)
  }
}

for (const folder of ['mail', 'certificates', 'screens']) {
  rmSync(join(out, folder), { recursive: true, force: true })
  mkdirSync(join(out, folder), { recursive: true })
}
const server = new Server()
const mailboxes = new Mailboxes(join(out, 'mail'))
const album = new Album(server, join(out, 'screens'))
const journey = { out, server, mailboxes, album, steps: {} } as unknown as Journey
let stopping: Promise<void> | undefined
const stop = () =>
  (stopping ??= album
    .close()
    .then(() => server.stop())
    .then(() => mailboxes.stop()))
process.on('SIGINT', () => void stop().finally(() => process.exit(130)))
process.on('SIGTERM', () => void stop().finally(() => process.exit(143)))
try {
  await server.prepare({ smtpUrl: await mailboxes.start(), clock: invitedAt })
  const figures = await tell(journey)
  reportSteps(journey)
  await stop()
  console.log(JSON.stringify({ ...figures, seconds: Math.round(seconds()), out }))
} catch (error) {
  console.error(
    `The journey failed: ${error instanceof Error ? (process.env.DEBUG ? error.stack : error.message) : String(error)}`,
  )
  const words = server.lastWords
  if (words) console.error(`The server said last:\n${words}`)
  await stop()
  process.exitCode = 1
}
