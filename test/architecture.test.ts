/** Holds the tree to docs/architecture.md: floors, room order, doors, table owners, file vocabulary, mirror. */
import { filesBelow, importsOf, read, root } from './support/sources.ts'
import { existsSync } from 'node:fs'

const sources = filesBelow('src', '.ts')
const imports = sources.flatMap(importsOf)

/** Lowest first: a room may use only rooms listed before it. */
const roomOrder = [
  'organisations',
  'people',
  'sign-in',
  'help',
  'quizzes',
  'courses',
  'live-sessions',
  'attendance',
  'live-room',
  'learning',
  'certification',
  'badges',
  'roster',
  'records',
  'reports',
  'admin',
  'home',
]

const owners: Record<string, string[]> = {
  organisations: ['areas', 'organisations', 'organisation_areas', 'organisation_domains'],
  people: [
    'people',
    'adjustments',
    'memberships',
    'role_grants',
    'invitations',
    'joining_cards',
    'join_requests',
    'imports',
    'import_rows',
  ],
  'sign-in': ['sign_in_codes', 'passwords', 'web_sessions'],
  help: ['help_entries'],
  quizzes: [
    'questions',
    'question_versions',
    'question_files',
    'question_pictures',
    'question_version_pictures',
    'quizzes',
    'quiz_versions',
    'quiz_version_questions',
    'attempts',
    'attempt_questions',
    'answers',
    'rescorings',
    'rescored_attempts',
    'written_marks',
  ],
  courses: [
    'programmes',
    'courses',
    'live_parts',
    'course_versions',
    'course_version_live_parts',
    'modules',
    'module_files',
    'packages',
    'package_files',
    'package_pieces',
    'package_keys',
    'course_folders',
    'course_folder_pieces',
    'module_links',
    'enrolments',
  ],
  'live-sessions': [
    'live_sessions',
    'live_session_parts',
    'live_session_materials',
    'live_session_trainers',
    'bookings',
    'booking_needs',
    'calendar_feeds',
    'place_offers',
    'place_quotas',
    'calendar_entries',
    'rebookings',
    'told_parts',
  ],
  attendance: [
    'evaluation_requests',
    'evaluation_entries',
    'evaluation_answers',
    'evidence',
    'claim_answers',
    'walk_in_consents',
    'registers',
    'register_rules',
    'vendor_report_drafts',
    'vendor_reports',
    'vendor_report_people',
    'vendor_report_joins',
    'vendor_report_decisions',
  ],
  'live-room': [
    'live_rooms',
    'room_items',
    'room_options',
    'room_answers',
    'room_events',
    'room_presences',
    'room_questions',
    'room_votes',
  ],
  learning: ['module_completions', 'completions', 'package_runs', 'package_states', 'package_tokens'],
  certification: [
    'certificates',
    'certificate_pdfs',
    'certificate_states',
    'certificate_counters',
    'yearly_checks',
    'certificate_releases',
    'certificate_handovers',
  ],
  badges: ['badge_keys', 'badges', 'badge_choices'],
  roster: ['roster_views', 'roster_links'],
  records: ['person_merges', 'person_merge_rows', 'erasures'],
  reports: ['coverage_maps', 'coverage_map_shapes', 'publications', 'directory_entries'],
  home: ['training_reminders'],
  admin: ['settings'],
}

const floorOf = (path: string): number =>
  path.startsWith('src/lib/')
    ? 1
    : path.startsWith('src/platform/')
      ? 2
      : path.startsWith('src/features/')
        ? 3
        : path.startsWith('src/web/')
          ? 4
          : 5

const roomOf = (path: string): string | undefined => /^src\/features\/([^/]+)\//.exec(path)?.[1]

test('imports go down a floor or stay on it, never up', () => {
  const up = imports.filter(({ from, to }) => to.startsWith('src/') && floorOf(to) > floorOf(from))
  expect(up).toEqual([])
})

test('a room uses only earlier rooms, and only through their door', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [mine, theirs] = [roomOf(from), roomOf(to)]
    if (!mine || !theirs || mine === theirs) return false
    return roomOrder.indexOf(theirs) >= roomOrder.indexOf(mine) || to !== `src/features/${theirs}/index.ts`
  })
  expect(wrong).toEqual([])
})

test('the web floor uses rooms by their door, their routes and their jobs', () => {
  const wrong = imports.filter(
    ({ from, to }) => floorOf(from) === 4 && roomOf(to) && !/\/(index|routes|jobs)\.ts$/.test(to),
  )
  expect(wrong).toEqual([])
})

test('no file imports itself in a circle', () => {
  const next = Map.groupBy(
    imports.filter(({ from }) => !read(from).includes('import type *')),
    ({ from }) => from,
  )
  const done = new Set<string>()
  const circles: string[][] = []
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) {
      circles.push([...trail.slice(trail.indexOf(path)), path])
      return
    }
    if (done.has(path)) return
    for (const { to } of next.get(path) ?? []) visit(to, [...trail, path])
    done.add(path)
  }
  for (const path of sources) visit(path, [])
  expect(circles).toEqual([])
})

test('every room is in the order, and every door is short', () => {
  const rooms = [...new Set(sources.map(roomOf).filter((room) => room !== undefined))]
  expect(rooms.filter((room) => !roomOrder.includes(room))).toEqual([])
  const long = rooms.filter((room) => {
    const door = `src/features/${room}/index.ts`
    return existsSync(`${root}/${door}`) && read(door).trimEnd().split('\n').length > 30
  })
  expect(long).toEqual([])
})

test('only the owner of a table writes it', () => {
  const wrong: string[] = []
  for (const path of sources.filter((path) => roomOf(path))) {
    const text = read(path)
    for (const [room, tables] of Object.entries(owners)) {
      if (room === roomOf(path)) continue
      for (const table of tables) {
        const writes = new RegExp(
          `\\b(insert into|update|delete from)\\s+${table}\\b|db\\('${table}( as \\w+)?'\\)(?:(?!db\\(|;\\n)[\\s\\S]){0,400}?\\.(insert|update|delete|increment|merge)\\(`,
        )
        if (writes.test(text)) wrong.push(`${path} writes ${table} of ${room}`)
      }
    }
  }
  // Ending sessions of the person is sign-in's; deleting them with the person's access is asked for through its door.
  expect(wrong).toEqual([])
})

test('files have names that say what they hold', () => {
  const drawers = sources.filter((path) =>
    /\/(helpers?|utils?|types|constants|service|common|misc)(\/|\.ts$)/.test(path),
  )
  expect(drawers).toEqual([])
  expect(sources.filter((path) => !/^[a-z0-9/.-]+$/.test(path))).toEqual([])
})

test('every source file opens with one sentence on what it is for', () => {
  const silent = [
    ...sources,
    ...filesBelow('test', '.ts'),
    ...filesBelow('seeds', '.ts'),
    ...filesBelow('migrations', '.ts'),
  ].filter((path) => !/^(#!.*\n)?\/\*\*\s/.test(read(path)))
  expect(silent).toEqual([])
})

test('the environment is read in one place, the clock in one, and time zones in one', () => {
  const readers = (pattern: RegExp, allowed: RegExp) =>
    sources.filter((path) => pattern.test(read(path)) && !allowed.test(path))
  expect(
    readers(
      /process\.env\b/,
      /^src\/(platform\/config|platform\/db\/embedded\/binaries|server|worker|admin|compile)\.ts$/,
    ),
  ).toEqual([])
  expect(readers(/temporal-polyfill/, /^src\/lib\/time\.ts$/)).toEqual([])
  expect(readers(/from 'hucre'/, /^src\/lib\/spreadsheet\.ts$/)).toEqual([])
  // `new Date()` and now() would be a second clock: the domain asks ctx.now.
  expect(
    sources.filter(
      (path) =>
        roomOf(path) && /new Date\(\)|Date\.now\(\)|\bnow\(\)/.test(read(path)) && !path.endsWith('commands/codes.ts'),
    ),
  ).toEqual([])
})

test('templates print unescaped only includes, the page body and component helpers', () => {
  const allowed = /^<%-\s*(include\(|body\s*%>|govuk\(|moj\()/
  const wrong = filesBelow('views', '.ejs').flatMap((path) =>
    [...read(path).matchAll(/<%-[\s\S]{0,40}/g)]
      .filter((found) => !allowed.test(found[0]))
      .map((found) => `${path}: ${found[0]}`),
  )
  expect(wrong).toEqual([])
})

test('views stand in a folder of their room, e-mails in HTML and text', () => {
  const folders = new Set(['layouts', 'parts', 'errors', 'dev', ...roomOrder])
  const views = filesBelow('views', '.ejs')
  expect(views.filter((path) => !folders.has(path.split('/')[1]!))).toEqual([])
  const mails = views.filter((path) => path.includes('/mail/'))
  const twins = mails.filter(
    (path) =>
      !mails.includes(
        path.endsWith('.html.ejs') ? path.replace('.html.ejs', '.text.ejs') : path.replace('.text.ejs', '.html.ejs'),
      ),
  )
  expect(twins).toEqual([])
})

test('tests mirror what they test', () => {
  const stray = filesBelow('test', '.test.ts').filter((path) => {
    const [, floor, ...rest] = path.split('/')
    if (rest.length === 0 || floor === 'support' || floor === 'journeys') return false
    if (floor === 'features') return !existsSync(`${root}/src/features/${rest[0]}`)
    return !existsSync(`${root}/src/${floor}`) && !existsSync(`${root}/${floor}`)
  })
  expect(stray).toEqual([])
})
