/**
 * Any interleaving of saves, losses, late arrivals, reloads, second tabs, signing out, time running out and handing in,
 * through the whole web server: what was acknowledged is kept, and nothing older ever overwrites it.
 */
import fc from 'fast-check'
import { startCourse, startQuiz } from '../../../src/features/learning/index.ts'
import { getAttempt } from '../../../src/features/quizzes/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'

const beginning = new Date('2027-04-12T09:00:00Z')
const minutesAllowed = 30
let database: TestDatabase
let site: TestSite
let course: TestCourse

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: beginning })
  course = await addTestCourse(ctx(), {
    pages: [],
    quiz: [{}, {}, {}],
    rules: { time_limit_minutes: minutesAllowed },
  })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const ctx = () => contextOf(database.db, { at: clock.now() })

type Step =
  | { do: 'answer'; tab: number; question: number; letter: string }
  | { do: 'send'; tab: number; how: 'ok' | 'request lost' | 'answer lost' | 'late' }
  | { do: 'arrive' }
  | { do: 'reload'; tab: number }
  | { do: 'button'; tab: number }
  | { do: 'sign out' }
  | { do: 'sign in' }
  | { do: 'wait'; minutes: number }
  | { do: 'hand in'; tab: number }

const tab = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      tab,
      question: fc.integer({ min: 1, max: 3 }),
      letter: fc.constantFrom('A', 'B', 'C'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      tab,
      how: fc.constantFrom(
        'ok' as const,
        'ok' as const,
        'request lost' as const,
        'answer lost' as const,
        'late' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'arrive' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('button' as const), tab }) },
  { weight: 1, arbitrary: fc.constant({ do: 'sign out' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'sign in' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hand in' as const), tab }) },
)

interface Page {
  name: string
  shown: string
  ticked: Map<number, string>
  waiting: Set<number>
  touched: Set<number>
  seq: number
}

interface Sent {
  page: Page
  seq: number
  fields: Record<string, string | string[]>
  answers: Map<number, string>
}

/** One learner with their tabs, and a ledger of what the server has taken. */
class Learner {
  browser!: Browser
  pages = new Map<number, Page>()
  late: Sent[] = []
  /** question -> the letter that must be kept. */
  ledger = new Map<number, string>()
  /** tab -> question -> the highest number that arrived. */
  arrived = new Map<string, number>()
  isSignedIn = true
  isHandedIn = false
  opened = 0
  person: TestPerson
  attempt: string

  constructor(person: TestPerson, attempt: string) {
    this.person = person
    this.attempt = attempt
  }

  get href() {
    return `/my-training/attempts/${this.attempt}`
  }

  /** The server's own grace included. */
  isOver = () => clock.now().getTime() > beginning.getTime() + (minutesAllowed + 1) * 60_000

  async kept(): Promise<string[]> {
    const { questions } = await getAttempt(ctx(), this.attempt)
    return questions.map((question) => question.given_word)
  }

  async open(number: number): Promise<Page | null> {
    const page = await this.browser.get(this.href)
    const shown = /name="_shown" value="([^"]*)"/.exec(page.text)?.[1]
    if (page.status !== 200 || shown === undefined) return null
    const opened: Page = {
      name: /name="_tab" value="([^"]*)"/.exec(page.text)![1]!,
      shown,
      ticked: new Map(shown.split(',').flatMap((letter, index) => (letter ? [[index + 1, letter] as const] : []))),
      waiting: new Set(),
      touched: new Set(),
      seq: 1000 + ++this.opened,
    }
    // What is on the page is what is kept: a reload never shows less than was acknowledged.
    expect(shown.split(',')).toEqual(await this.kept())
    this.pages.set(number, opened)
    return opened
  }

  pack(page: Page, named: Record<string, string | string[]>, questions: Iterable<number>): Sent {
    const seq = ++page.seq
    const fields = { _tab: page.name, _seq: String(seq), _shown: page.shown, _asked: '1,2,3', ...named }
    for (const [position, letter] of page.ticked) Object.assign(fields, { [`question-${position}`]: letter })
    const answers = new Map([...questions].map((position) => [position, page.ticked.get(position)!]))
    return { page, seq, fields, answers }
  }

  /** The server gets it; whether it said that it is kept. */
  async deliver({ page, seq, fields, answers }: Sent, path = 'answers', accept = 'application/json'): Promise<boolean> {
    const before = await this.kept()
    const answer = await this.browser.agent
      .post(`${this.href}/${path}`)
      .set('Accept', accept)
      .set('Origin', this.browser.baseUrl)
      .type('form')
      .send(fields)
    const isTaken = this.isSignedIn && !this.isHandedIn && !this.isOver()
    if (accept === 'application/json') expect(answer.status === 200).toBe(isTaken)
    if (!isTaken) {
      expect(await this.kept()).toEqual(before)
      return false
    }
    for (const [position, letter] of answers) {
      const key = `${page.name} ${position}`
      if ((this.arrived.get(key) ?? 0) >= seq) continue
      this.arrived.set(key, seq)
      this.ledger.set(position, letter)
    }
    return true
  }

  async check(): Promise<void> {
    const kept = await this.kept()
    for (const [position, letter] of this.ledger) expect(kept[position - 1]).toBe(letter)
    for (const [index, letter] of kept.entries()) if (!this.ledger.has(index + 1)) expect(letter).toBe('')
  }

  async play(one: Step): Promise<void> {
    if (one.do === 'sign out') {
      await this.browser.post('/sign-out')
      this.isSignedIn = false
      return
    }
    if (one.do === 'sign in') {
      this.browser = await site.browser(this.person.email)
      this.isSignedIn = true
      return
    }
    if (one.do === 'wait') return clock.set(new Date(clock.now().getTime() + one.minutes * 60_000))
    if (one.do === 'arrive') {
      const sent = this.late.shift()
      if (sent) await this.deliver(sent)
      return
    }
    if (one.do === 'reload') {
      await this.open(one.tab)
      return
    }
    const page = this.pages.get(one.tab) ?? (await this.open(one.tab))
    if (!page) return
    const touched = () => ({ _touched: [...page.touched].map((position) => `question-${position}`).join(',') })
    switch (one.do) {
      case 'answer':
        page.ticked.set(one.question, one.letter)
        page.waiting.add(one.question)
        page.touched.add(one.question)
        return
      case 'send': {
        if (page.waiting.size === 0) return
        const changed = [...page.waiting].map((position) => `question-${position}`)
        const sent = this.pack(page, { _changed: changed }, page.waiting)
        if (one.how === 'request lost') return
        if (one.how === 'late') return void this.late.push(sent)
        const isKept = await this.deliver(sent)
        // Where the answer is lost the script does not know, and sends the same with its next save.
        if (isKept && one.how === 'ok') page.waiting.clear()
        return
      }
      case 'button': {
        await this.deliver(this.pack(page, { ...touched(), _stay: 'yes' }, page.touched), 'answers', 'text/html')
        this.pages.delete(one.tab)
        return
      }
      case 'hand in': {
        const isTaken = await this.deliver(
          this.pack(page, { ...touched(), confirmed: 'yes' }, page.touched),
          'hand-in',
          'text/html',
        )
        // After the time it hands in what was kept by then, and none of what comes with it.
        if (isTaken || (this.isSignedIn && this.isOver())) this.isHandedIn = true
        this.pages.delete(one.tab)
      }
    }
  }
}

async function newLearner(): Promise<Learner> {
  clock.set(beginning)
  const person = await addTestPerson(database.db)
  await startCourse(ctx(), { person_id: person.id, course_id: course.course_id })
  const of = { person_id: person.id, course_id: course.course_id, module_id: course.module_ids[0]!, again: true }
  const started = await startQuiz(ctx(), of)
  if (!('attempt_id' in started)) throw new Error(started.result)
  const learner = new Learner(person, started.attempt_id)
  learner.browser = await site.browser(person.email)
  return learner
}

test('whatever happens in whatever order, what was acknowledged is kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (script) => {
      const learner = await newLearner()
      for (const one of script) {
        await learner.play(one)
        await learner.check()
      }
      // What was still on its way comes in at last, in the wrong order.
      for (const sent of learner.late.toReversed()) await learner.deliver(sent)
      await learner.check()
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  )
})
