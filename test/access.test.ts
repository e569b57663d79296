/**
 * Every route × who asks × whose object it is, made from the router: a new route is tested or this file fails.
 * Denied requests change nothing and show nothing of the other side; another's object answers as one that does not exist.
 * In depth, who is refused tries the objects of both sides, the other organisation's person too, and everyone who may
 * come in tries what is missing.
 */
import { createHash } from 'node:crypto'
import { newId, newSecret } from '../src/lib/ids.ts'
import type { Role } from '../src/platform/access.ts'
import { row, rows } from '../src/platform/db/connect.ts'
import { listRoutes } from '../src/web/routes.ts'
import type { Browser, TestSite } from './support/browser.ts'
import { startSite } from './support/browser.ts'
import type { TestDatabase } from './support/database.ts'
import { createTestDatabase } from './support/database.ts'
import type { Objects, World } from './support/world.ts'
import { createWorld } from './support/world.ts'
import { isDeep } from './support/depth.ts'

const at = new Date('2027-04-12T09:00:00Z')

type Who = 'nobody' | 'disabled' | 'learner' | 'outsider' | 'lead' | 'trainer' | 'coordinator' | 'administrator'
const rolesOf: Record<Who, Role[] | null> = {
  nobody: null,
  disabled: null,
  learner: [],
  outsider: [],
  lead: ['lead'],
  trainer: ['trainer'],
  coordinator: ['coordinator'],
  administrator: ['administrator'],
}
const everyone = Object.keys(rolesOf) as Who[]

/**
 * Which object a `:param` stands for, where the name alone does not say: route pattern -> param -> object of the world.
 */
const meanings: [pattern: RegExp, params: Record<string, string>][] = [
  [/^\/my-training\/changes\//, { versionId: 'changedVersionId' }],
  [/^\/my-training\/:courseId/, { courseId: 'learningCourseId', moduleId: 'learningModuleId' }],
  [
    /^\/my-training\/:courseId\/modules\/:moduleId\/package/,
    { courseId: 'packageCourseId', moduleId: 'packageModuleId' },
  ],
  [/^\/courses\/modules\/:moduleId\/package/, { moduleId: 'packageModuleId' }],
  [/^\/marking/, { attemptId: 'writtenAttemptId' }],
  [/^\/questions\/statistics/, { questionId: 'askedQuestionId' }],
  [/^\/registers\/:partId\/(corrections|claims)/, { partId: 'heldPartId' }],
  [/^\/attendance\/:partId/, { partId: 'heldPartId' }],
  [/^\/join\/:token/, { token: 'joinToken' }],
  [/^\/calendar\/:token/, { token: 'feedToken' }],
  [/^\/live-sessions\/:liveSessionId\/room/, { questionId: 'roomQuestionId' }],
  [/^\/offers\/:token/, { token: 'offerToken' }],
  [/^\/rebookings\/:token/, { token: 'rebookingToken' }],
  [/^\/roster\/links\/:token/, { token: 'rosterLinkToken' }],
  [/^\/invitations\/:token/, { token: 'invitationToken' }],
  [/^\/logo\//, { fileId: 'logoId' }],
  [/^\/people\/:personId\/roles\//, { personId: 'leadId' }],
]

/** Params that no two sides have: only a missing one is tried. */
const onlyMissing = new Set(['device', 'jobId', 'keyId', 'number'])

/**
 * Who may reach the other side's object, besides those whose role covers the whole force. Anything not listed here is
 * for its own side alone.
 */
const wholeForce: Who[] = ['coordinator', 'administrator']
const shared: [route: RegExp, who: Who[]][] = [
  // Public by their nature: whoever holds the reference, the token or the address.
  [/^(get|post) \/(verify|still-champion|join|offers|rebookings|calendar|invitations|logo|theme|badges)/, everyone],
  // The programme of live sessions is open to all learners; so is booking.
  [/^get \/live-sessions\/:liveSessionId$/, everyone],
  // Where the picture on a trainer's screen leads: without a place one reads what to do, and is taken no code.
  [/^get \/live-sessions\/:liveSessionId\/room\/check-in$/, everyone],
  [/^(get|post) \/live-sessions\/:liveSessionId\/bookings?$/, everyone],
  // Whoever schedules shares the templates.
  [/^(get|post) \/live-sessions\/templates/, ['trainer']],
  // Any lead may book their own people at any session; whom they see there is the room's own test.
  [/^get \/live-sessions\/:liveSessionId\/bookings\/new$/, everyone],
  // Courses are the force's, written by any trainer; the published course is everyone's to learn.
  [/^(get|post) \/(courses|programmes|questions|quizzes|marking)/, ['trainer']],
  [/^(get|post) \/my-training\/:courseId/, everyone],
  [/^get \/files\/:fileId$/, ['trainer']],
  [/^(get|post) \/help\//, everyone],
]

/** Routes that answer every well-formed value alike, so that nobody learns which exist. */
const answersAlike = /^(get|post) \/sign-in\/link\//

/** Routes whose own-side object is not for every role that may use the route: pattern -> who gets 404 there too. */
const ownSideRefused: [route: RegExp, who: Who[]][] = [
  // The room of a live session is for whoever has a place and whoever runs it.
  [/^get \/live-sessions\/:liveSessionId\/room(?!\/check-in)/, ['lead', 'administrator']],
  // So are its materials.
  [/^get \/live-sessions\/:liveSessionId\/materials\/:materialId$/, ['lead', 'administrator']],
  // What a learner reads and answers is theirs alone.
  [/^get \/my-training\/(attempts|changes|:courseId)/, ['lead', 'trainer', 'coordinator', 'administrator']],
  [/^get \/certificates\/:certificateId/, ['trainer', 'administrator']],
  // A certificate is given up, and renewed, by its holder.
  [/^get \/certificates\/:certificateId\/(withdrawal|renewal|badge)/, ['lead', 'coordinator']],
  [/^get \/certificates\/:certificateId\/reissue/, ['lead']],
  // How somebody was marked, and what was seen of them, is theirs.
  [/^get \/attendance\/:partId/, ['lead', 'trainer', 'coordinator', 'administrator']],
  // A booking is looked after by its person, their lead, the trainers of the session and coordinators.
  [/^get \/live-sessions\/:liveSessionId\/bookings\/:bookingId/, ['administrator']],
  // A saved view of the roster, and the link to it, is its owner's.
  [/^get \/roster\/(views|links)\//, ['coordinator']],
  // The files of a draft are its authors'; the courses room's own tests show them to those who are on the course.
  [/^get \/files\/:fileId$/, ['learner', 'outsider', 'lead', 'administrator']],
  // A picture of a question is its authors'; the quizzes room's own tests show it to who was asked.
  [/^get \/questions\/pictures\/:sha256$/, ['learner', 'outsider', 'lead', 'administrator']],
]

let database: TestDatabase
let site: TestSite
let world: World
const browsers = {} as Record<Who, Browser>

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at })
  world = await createWorld(database.db, at)
  await countWrites()
  const signIn: Record<Who, string | undefined> = {
    nobody: undefined,
    disabled: world.disabled.email,
    learner: world.a.learner.email,
    outsider: world.b.learner.email,
    lead: world.a.lead.email,
    trainer: world.a.trainer.email,
    coordinator: world.coordinator.email,
    administrator: world.administrator.email,
  }
  for (const who of everyone) browsers[who] = await site.browser(signIn[who])
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

/** The tables a refusal must leave as they are. */
const listKeptTables = () =>
  rows<{ name: string }>(
    database.db,
    `select tablename as name from pg_tables where schemaname = 'public'
     and tablename not like 'knex%' and tablename not in ('web_sessions', 'limits', 'audit_events', 'sign_in_codes')`,
  )

/** Counts each row written in any of them, even by what is rolled back: while nothing is, the hash need not be taken anew. */
async function countWrites(): Promise<void> {
  await database.db.raw(`
    create sequence writes;
    create function count_write() returns trigger language plpgsql as $$ begin perform nextval('writes'); return null; end $$`)
  for (const { name } of await listKeptTables())
    await database.db.raw(`
      create trigger count_rows after insert or update or delete on ${name} for each row execute function count_write();
      create trigger count_emptying after truncate on ${name} execute function count_write()`)
}

let hashed: { writes: string | undefined; hash: string } | undefined

/** Every row of every table but sessions, limits and audit, as one value. */
async function databaseHash(): Promise<string> {
  const writes = (
    await row<{ last_value: string }>(database.db, `select last_value::text || is_called as last_value from writes`)
  )?.last_value
  if (hashed && hashed.writes === writes) return hashed.hash
  const sql = (await listKeptTables()).map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '' order by t::text)) as md5 from ${name} t`,
  )
  const found = await rows<{ name: string; md5: string }>(database.db, `${sql.join(' union all ')} order by name`)
  const hash = createHash('sha256').update(JSON.stringify(found)).digest('hex')
  hashed = { writes, hash }
  return hash
}

const paramsOf = (url: string) => [...url.matchAll(/:(\w+)/g)].map((match) => match[1]!)

function urlFor(url: string, objects: Objects): string {
  const meaning = Object.assign({}, ...meanings.filter(([pattern]) => pattern.test(url)).map(([, params]) => params))
  return url.replaceAll(/:(\w+)/g, (_, param: string) => {
    const value = objects[meaning[param] ?? param] ?? (onlyMissing.has(param) ? 'missing' : undefined)
    if (value === undefined) throw new Error(`Say in test/support/world.ts what :${param} of ${url} is`)
    return value
  })
}

const missingObjects = (): Objects =>
  new Proxy({} as Objects, {
    get: (_, param: string) =>
      /oken|reference|device/.test(param) ? newSecret() : /number/.test(param) ? '999999' : newId(),
  })

const send = (who: Who, verb: 'get' | 'post', url: string) =>
  verb === 'get' ? browsers[who].get(url) : browsers[who].post(url)

/** Asks for all of them at once, as they would come. */
const forEach = (whom: Who[], ask: (who: Who) => Promise<void>) => Promise.all(whom.map(ask))

/** A page without what differs by request: its address and its reference number. */
const bare = (text: string, url: string) =>
  text
    .replaceAll(url, 'URL')
    .replaceAll(encodeURIComponent(url), 'URL')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replaceAll(/[\w-]{22}\b/g, 'SECRET')

const isListed = (list: [RegExp, Who[]][], route: string, who: Who) =>
  list.some(([pattern, whom]) => pattern.test(route) && whom.includes(who))

const routes = listRoutes()

test('the router has routes, each once', () => {
  const names = routes.map((route) => `${route.verb} ${route.url}`)
  expect(names.length).toBeGreaterThan(100)
  expect(new Set(names).size).toBe(names.length)
})

describe.each(routes.map((route) => [`${route.verb} ${route.url}`, route] as const))('%s', (name, route) => {
  const params = paramsOf(route.url)
  const isPublic = route.access.kind === 'public'
  const allowed = everyone.filter((who) => {
    if (isPublic) return true
    const held = rolesOf[who]
    if (held === null) return false
    return (
      route.access.kind === 'signed-in' ||
      (route.access.kind === 'roles' &&
        held.some((role) => route.access.kind === 'roles' && route.access.roles.includes(role)))
    )
  })
  const denied = everyone.filter((who) => !allowed.includes(who) && (isDeep || who !== 'outsider'))

  if (denied.length > 0)
    test(`is refused to ${denied.join(', ')}, and nothing changes`, async () => {
      const before = await databaseHash()
      await forEach(denied, async (who) => {
        for (const { objects } of isDeep ? [world.a, world.b] : [world.a]) {
          const answer = await send(who, route.verb, urlFor(route.url, objects))
          expect([who, answer.status]).toEqual([who, rolesOf[who] === null ? 303 : 403])
          if (rolesOf[who] === null) expect(answer.headers.location).toMatch(/^\/sign-in/)
          for (const canary of [...world.a.canaries, ...world.b.canaries])
            if (!isSelfNamed(who, canary) && answer.text.includes(canary)) throw new Error(`${who} reads ${canary}`)
        }
      })
      expect(await databaseHash()).toBe(before)
    })

  if (params.length === 0) {
    if (route.verb === 'get')
      test('opens for those it is for', async () => {
        await forEach(allowed, async (who) => {
          const { url } = route
          const answer = await send(who, 'get', url)
          if (![200, 303].includes(answer.status)) throw new Error(`${who}: ${answer.status} at ${url}`)
        })
      })
    return
  }

  if (answersAlike.test(name)) return

  const tryOthers = !params.every((param) => onlyMissing.has(param))
  test("a missing object, an id that is no id and another's object are not found, alike, and nothing changes", async () => {
    const before = await databaseHash()
    await forEach(allowed, async (who) => {
      const isTheirsAlone = tryOthers && !wholeForce.includes(who) && !isListed(shared, name, who)
      if (!isTheirsAlone && !isDeep && who !== allowed.at(-1)) return
      const missingUrl = urlFor(route.url, missingObjects())
      const missing = await send(who, route.verb, missingUrl)
      expect([who, missing.status]).toEqual([who, 404])
      if (!isTheirsAlone) return
      const other = who === 'outsider' ? world.a : world.b
      const url = urlFor(route.url, other.objects)
      const answer = await send(who, route.verb, url)
      expect([who, answer.status]).toEqual([who, 404])
      expect(bare(answer.text, url)).toBe(bare(missing.text, missingUrl))
      for (const canary of other.canaries) if (answer.text.includes(canary)) throw new Error(`${who} reads ${canary}`)
    })
    for (const who of allowed.slice(-1)) {
      for (const bad of ["1'--", '%00', ...(isDeep ? ['../..', '-1', `${newId()}x`] : [])]) {
        const answer = await send(
          who,
          route.verb,
          route.url.replaceAll(/:\w+/g, encodeURIComponent(bad).replace('%2500', '%00')),
        )
        if (![400, 404].includes(answer.status)) throw new Error(`${who}: ${answer.status} for ${bad}`)
      }
    }
    expect(await databaseHash()).toBe(before)
  })

  if (params.length > 1 && !params.some((param) => onlyMissing.has(param)))
    test('a child of another parent is not found', async () => {
      const before = await databaseHash()
      const last = params.at(-1)!
      const mixed = urlFor(route.url.replace(`:${last}`, '%%'), world.a.objects).replace(
        '%%',
        urlFor(`:${last}`, world.b.objects),
      )
      await forEach(allowed, async (who) => {
        if (wholeForce.includes(who)) expect([who, (await send(who, route.verb, mixed)).status]).toEqual([who, 404])
      })
      expect(await databaseHash()).toBe(before)
    })

  if (route.verb === 'get' && !params.some((param) => onlyMissing.has(param)))
    test('its own side opens it', async () => {
      await forEach(allowed, async (who) => {
        if (isListed(ownSideRefused, name, who)) return
        const own = who === 'outsider' ? world.b : world.a
        const url = urlFor(route.url, own.objects)
        const answer = await send(who, 'get', url)
        if (![200, 204, 303].includes(answer.status)) throw new Error(`${who}: ${answer.status} at ${url}`)
      })
    })
})

function isSelfNamed(who: Who, canary: string): boolean {
  const own: Partial<Record<Who, string>> = { learner: 'Alderlearner', lead: 'Alderlead', outsider: 'Birchlearner' }
  return own[who] === canary
}
