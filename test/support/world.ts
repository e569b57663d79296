/** Two of everything: side A and side B, each with its own people and objects, for the access tests. */
import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { hashSecret } from '../../src/lib/codes.ts'
import { newId, newSecret } from '../../src/lib/ids.ts'
import type { TestPerson } from './factories.ts'
import { showBadge } from '../../src/features/badges/index.ts'
import { contextOf } from './context.ts'
import { addTestOrganisation, addTestPerson } from './factories.ts'
import { zipOf } from './zip.ts'

export type SideName = 'a' | 'b'

/** What stands for each `:param` of a route. */
export type Objects = Record<string, string>

export interface Side {
  learner: TestPerson
  lead: TestPerson
  trainer: TestPerson
  objects: Objects
  /** Words that belong to this side alone: the other side must never read them. */
  canaries: string[]
}

export interface World {
  a: Side
  b: Side
  coordinator: TestPerson
  administrator: TestPerson
  disabled: TestPerson
}

export async function createWorld(db: Knex, at: Date): Promise<World> {
  await db('publications').update({ shows_figures: true, shows_directory: true })
  const coordinator = await addTestPerson(db, { full_name: 'Cleo Coordinator', roles: ['coordinator'] })
  const administrator = await addTestPerson(db, { full_name: 'Ada Administrator', roles: ['administrator'] })
  const a = await createSide(db, at, 'Alder', coordinator)
  const b = await createSide(db, at, 'Birch', coordinator)
  const disabled = await addTestPerson(db, {
    full_name: 'Dan Disabled',
    roles: ['coordinator', 'trainer', 'administrator'],
    disabled: true,
  })
  return { a, b, coordinator, administrator, disabled }
}

async function createSide(db: Knex, at: Date, name: string, coordinator: TestPerson): Promise<Side> {
  const day = '2027-01-04'
  const hours = (n: number) => new Date(at.getTime() + n * 3_600_000)
  const domain = `${name.toLowerCase()}.example`
  const organisation = await addTestOrganisation(db, { name: `${name} Housing`, domains: [domain] })
  const member = { organisation_id: organisation.id }
  const learner = await addTestPerson(db, { full_name: `Lou ${name}learner`, email: `lou@${domain}`, ...member })
  const lead = await addTestPerson(db, {
    full_name: `Lee ${name}lead`,
    email: `lee@${domain}`,
    roles: ['lead'],
    ...member,
  })
  const trainer = await addTestPerson(db, {
    full_name: `Tam ${name}trainer`,
    email: `tam@${domain}`,
    roles: ['trainer'],
  })
  const asker = await addTestPerson(db, { full_name: `Ash ${name}asker`, email: `ash@${domain}` })

  const [version] = await db('course_versions as v')
    .join('courses as c', 'c.id', 'v.course_id')
    .join('programmes as p', 'p.id', 'c.programme_id')
    .join('modules as m', 'm.course_version_id', 'v.id')
    // The seeded course, not one that the first side added to its programme: only it ends with a quiz.
    .where({ 'p.slug': 'hate-crime-champion', 'm.kind': 'quiz' })
    .select('v.id as version_id', 'v.content_hash', 'c.id as course_id', 'p.id as programme_id', 'm.quiz_version_id')
  const { version_id, course_id, programme_id, content_hash, ...quiz } = version!
  const module = await db('modules').where({ course_version_id: version_id, position: 1 }).first('id')
  const livePart = await db('live_parts').where({ course_id }).first('id')
  const quizOfVersion = await db('quiz_versions').where({ id: quiz.quiz_version_id! }).first('quiz_id')
  await db('enrolments').insert({
    id: newId(),
    person_id: learner.id,
    course_id,
    course_version_id: version_id,
    enrolled_at: at,
  })

  // A session tomorrow with the learner's booking, and one held yesterday whose register is closed.
  const [session, part, booking] = [newId(), newId(), newId()]
  const token = newSecret()
  const [held, heldPart] = [newId(), newId()]
  const common = {
    mode: 'online',
    is_mandatory: false,
    audience: 'external',
    capacity: 30,
    created_at: at,
    created_by: trainer.id,
    opened_at: at,
  } as const
  await db('live_sessions').insert([
    { id: session, title: `${name} session`, join_url: `https://meet.example/${name.toLowerCase()}secret`, ...common },
    { id: held, title: `${name} held`, join_url: 'https://meet.example/held', ...common },
  ])
  await db('live_session_parts').insert([
    {
      id: part,
      live_session_id: session,
      live_part_id: livePart!.id,
      position: 1,
      starts_at: hours(24),
      ends_at: hours(26),
    },
    {
      id: heldPart,
      live_session_id: held,
      live_part_id: livePart!.id,
      position: 1,
      starts_at: hours(-24),
      ends_at: hours(-22),
    },
  ])
  await db('live_session_trainers').insert(
    [session, held].map((live_session_id) => ({ live_session_id, person_id: trainer.id })),
  )
  await db('bookings').insert([
    { id: booking, live_session_id: session, person_id: learner.id, created_at: at, booked_at: at, join_token: token },
    {
      id: newId(),
      live_session_id: held,
      person_id: learner.id,
      created_at: at,
      booked_at: at,
      join_token: newSecret(),
    },
  ])
  const rebookingToken = newSecret()
  await db('rebookings').insert({ booking_id: booking, token: rebookingToken, created_at: at })
  const [view, rosterLinkToken] = [newId(), newSecret()]
  await db('roster_views').insert({
    id: view,
    owner_id: lead.id,
    name: `${name} view`,
    query: 'programme=hate-crime-champion',
    mails: 'weekly',
    created_at: at,
  })
  await db('roster_links').insert({
    id: newId(),
    view_id: view,
    token_hash: hashSecret(rosterLinkToken),
    as_at: '2027-04-12',
    created_at: at,
    expires_at: hours(24 * 7),
  })
  const twin = await addTestPerson(db, { full_name: `Lou ${name}twin` })
  const merge = newId()
  await db('person_merges').insert({
    id: merge,
    kept_id: learner.id,
    merged_id: twin.id,
    has_closed: false,
    made_at: at,
  })
  const feedToken = newSecret()
  await db('calendar_feeds').insert({
    id: newId(),
    person_id: learner.id,
    kind: 'own',
    token: feedToken,
    created_at: at,
  })
  const quota = newId()
  await db('place_quotas').insert({
    id: quota,
    live_session_id: session,
    organisation_id: organisation.id,
    places: 2,
    release_on: '2027-04-13',
    created_at: at,
  })
  const material = newId()
  await db('live_session_materials').insert({
    id: material,
    live_session_id: session,
    moment: 'before',
    title: `${name} material`,
    file_id: await insertTestFile(db, at, `${name} material.pdf`, 'application/pdf'),
    created_at: at,
  })
  const template = newId()
  await db('live_session_templates').insert({
    id: template,
    course_id,
    name: `Set-up ${name}`,
    setup: JSON.stringify({ title: 'Champions', mode: 'online', capacity: '20', length_minutes: '150' }),
    created_at: at,
    created_by: trainer.id,
  })
  const [wait, offerToken] = [newId(), newSecret()]
  await db('bookings').insert({
    id: wait,
    live_session_id: session,
    person_id: asker.id,
    created_at: at,
    join_token: newSecret(),
  })
  await db('place_offers').insert({
    id: newId(),
    booking_id: wait,
    token: offerToken,
    is_held: true,
    offered_at: at,
    ends_at: hours(4),
  })
  await db('evidence').insert({
    live_session_part_id: heldPart,
    person_id: learner.id,
    kind: 'trainer mark',
    mark: 'present',
    recorded_by: trainer.id,
    recorded_at: hours(-22),
  })
  await db('registers').insert({ live_session_part_id: heldPart, closed_at: hours(-21), closed_by: trainer.id })

  const [claim] = await db('evidence')
    .insert({
      live_session_part_id: heldPart,
      person_id: learner.id,
      kind: 'own claim',
      reason: `${name} says so`,
      recorded_by: learner.id,
      recorded_at: hours(-20),
    })
    .returning('id')

  const roomItem = newId()
  await db('live_rooms').insert({ live_session_id: session })
  await db('room_items').insert({
    id: roomItem,
    live_session_id: session,
    position: 1,
    kind: 'poll',
    title: `${name} poll`,
    created_at: at,
    created_by: trainer.id,
  })
  const roomQuestion = newId()
  await db('room_questions').insert({
    id: roomQuestion,
    live_session_id: session,
    text: `${name} question`,
    is_anonymous: true,
    asked_at: at,
  })

  const [batch, report] = [newId(), newId()]
  const reportFile = await insertTestFile(db, at, `${name} report.csv`, 'text/csv')
  await db('vendor_report_drafts').insert({
    id: newId(),
    batch_id: batch,
    live_session_part_id: part,
    file_name: `${name} report.csv`,
    bytes: Buffer.from(`Full Name,User Action,Timestamp\n${name} caller,Joined,2027-01-05 10:00\n`),
    uploaded_by: trainer.id,
    uploaded_at: at,
  })
  await db('vendor_reports').insert({
    id: report,
    live_session_part_id: part,
    file_id: reportFile,
    sha256: Buffer.alloc(32),
    vendor: 'teams',
    format: 'teams-event-log',
    encoding: 'utf-8',
    kept_by: trainer.id,
    kept_at: at,
  })
  const identity = `name: ${name.toLowerCase()} caller`
  await db('vendor_report_people').insert({ vendor_report_id: report, identity, name: `${name} caller` })
  const [decision] = await db('vendor_report_decisions')
    .insert({ live_session_part_id: part, identity, kind: 'nobody', decided_by: trainer.id, decided_at: at })
    .returning('id')

  const attempt = newId()
  const question = await db('quiz_version_questions')
    .where({ quiz_version_id: quiz.quiz_version_id! })
    .first('question_version_id')
  const askedQuestion = await db('question_versions').where({ id: question!.question_version_id }).first('question_id')
  await db('attempts').insert({
    id: attempt,
    quiz_version_id: quiz.quiz_version_id!,
    person_id: learner.id,
    number: 1,
    seed: name,
    started_at: at,
    max_points: 1,
  })
  await db('attempt_questions').insert({
    attempt_id: attempt,
    question_version_id: question!.question_version_id,
    position: 1,
    shown_ids: ['1', '2'],
  })

  const [completion, certificate] = [newId(), newId()]
  const reference = newSecret()
  await db('completions').insert({
    id: completion,
    person_id: learner.id,
    course_version_id: version_id,
    completed_at: at,
    content_hash,
    recorded_at: at,
  })
  const number = await nextNumber(db)
  const signature = await insertTestFile(db, at, `${name}-signature.png`, 'image/png', false, dot)
  await db('certificates').insert({
    id: certificate,
    number,
    reference,
    person_id: learner.id,
    programme_id,
    cycle: 1,
    completion_id: completion,
    organisation_id: organisation.id,
    awarded_on: '2027-04-10',
    renews_from: '2028-01-11',
    valid_to: '2028-04-10',
    grace_to: '2028-06-10',
    issued_at: at,
    is_printable: true,
    facts: JSON.stringify({
      language: 'en',
      name: learner.full_name,
      programme_name: 'Hate crime champion',
      course_title: 'Hate crime champion',
      course_version_number: 1,
      wording: 'has completed the course.',
      organisation_name: organisation.name,
      force_name: 'Hertfordshire Constabulary',
      signatory_name: 'The hate crime team',
      signatory_title: 'For the Chief Constable',
      colour: '#1d3557',
      logo: null,
      logo_file_id: null,
      law_as_at: '2026-11-22',
      verify_url: `http://localhost:3000/verify/${reference}`,
      design: {
        above_name: null,
        further_line: null,
        signature: { file_id: signature, sha256: '', media_type: 'image/png' },
        endorsers: [],
        second: null,
      },
    }) as never,
  })
  await db('certificate_states').insert({ certificate_id: certificate, state: 'issued', changed_at: at })
  const pdf = await insertTestFile(db, at, `${name}.pdf`, 'application/pdf')
  await db('certificate_pdfs').insert({
    certificate_id: certificate,
    file_id: pdf,
    printed_name: learner.full_name,
    sha256: createHash('sha256').update(pdf).digest(),
    made_at: at,
  })

  await showBadge(contextOf(db, { at }), { certificate_id: certificate, shows_name: true })

  const checkToken = newSecret()
  await db('yearly_checks').insert({
    id: newId(),
    person_id: learner.id,
    token: checkToken,
    asked_at: at,
    answer_by: '2027-05-10',
  })

  const handover = newId()
  await db('certificate_handovers').insert({
    id: handover,
    certificate_id: certificate,
    handed_at: at,
    handed_by: coordinator.id,
  })

  const mail = newId()
  await db('mails').insert({
    id: mail,
    kind: 'people.invitation',
    message_id: `<${mail}@localhost>`,
    person_id: learner.id,
    to_name: learner.full_name,
    to_address: learner.email,
    subject: `${name} subject`,
    html: `<p>${name} body</p>`,
    text: `${name} body`,
    created_at: at,
    next_attempt_at: at,
    failed_at: at,
    bounced_at: at,
    bounce_kind: 'hard',
    bounce_is_final: true,
    bounce_reason: `There is no ${name} mailbox`,
  })
  const invitationToken = newSecret()
  await db('invitations').insert({
    id: newId(),
    person_id: learner.id,
    token_hash: hashSecret(invitationToken),
    mail_id: mail,
    invited_by: coordinator.id,
    invited_at: at,
    expires_at: hours(24 * 14),
  })
  const joinRequest = newId()
  await db('join_requests').insert({
    id: joinRequest,
    person_id: asker.id,
    organisation_id: organisation.id,
    asked_at: at,
  })
  const importId = newId()
  await db('imports').insert({
    id: importId,
    file_name: `${name}.csv`,
    file_id: await insertTestFile(db, at, `${name}.csv`, 'text/csv'),
    uploaded_by: coordinator.id,
    uploaded_at: at,
    read_at: at,
  })
  const membership = await db('memberships').where({ person_id: learner.id }).first('id')
  const roleGrant = await db('role_grants').where({ person_id: lead.id }).first('id')
  const logo = await insertTestFile(db, at, `${name}.png`, 'image/png', true)
  const helpEntry = await db('help_entries').first('id')
  const draft = newId()
  const draftCourse = newId()
  const draftModule = newId()
  await db('courses').insert({
    id: draftCourse,
    programme_id,
    title: `${name} course`,
    kind: 'initial',
    created_at: at,
  })
  const draftLivePart = newId()
  await db('live_parts').insert({ id: draftLivePart, course_id: draftCourse, title: `${name} practice`, position: 1 })
  await db('course_versions').insert({
    id: draft,
    course_id: draftCourse,
    number: 1,
    owner: 'Hate crime team',
    reviewer: 'not yet reviewed',
    created_at: at,
  })
  await db('modules').insert({
    id: draftModule,
    course_version_id: draft,
    key: 'one',
    position: 1,
    kind: 'page',
    title: `${name} module`,
    owner: 'Hate crime team',
    length_minutes: 5,
    updated_at: at,
  })
  const changed = newId()
  await db('courses')
    .insert({ id: newId(), programme_id, title: `${name} changed`, kind: 'initial', created_at: at })
    .returning('id')
    .then(([made]) =>
      db('course_versions').insert({
        id: changed,
        course_id: made!.id,
        number: 1,
        owner: 'Team',
        reviewer: 'Team',
        created_at: at,
      }),
    )
  await db('version_changes').insert({
    course_version_id: changed,
    what_changed: `What changed for ${name}`,
    for_under_way: 'what changed',
    for_certified: 'leave',
    decided_at: at,
  })
  await db('change_readings').insert({
    person_id: learner.id,
    course_version_id: changed,
    is_required: false,
    asked_at: at,
  })
  const [packageCourse, packageVersion, packageModule, packageId] = [newId(), newId(), newId(), newId()]
  await db('packages').insert({
    id: packageId,
    sha256: createHash('sha256').update(name).digest(),
    ...{ file_name: `${name}.zip`, size_bytes: 1, unpacked_bytes: 1, file_count: 1, scorm: '1.2', edition: '1.2' },
    title: `${name} package`,
    items: JSON.stringify([
      { id: 'one', title: `${name} part`, depth: 0, path: 'index.html', query: '', is_sco: true },
    ]),
    has_sequencing: false,
    created_at: at,
  })
  await db('courses').insert({
    ...{ id: packageCourse, programme_id, title: `${name} packages`, kind: 'refresher', created_at: at },
  })
  await db('course_versions').insert({
    ...{ id: packageVersion, course_id: packageCourse, number: 1, owner: 'Team', reviewer: 'Team', created_at: at },
  })
  await db('modules').insert({
    id: packageModule,
    course_version_id: packageVersion,
    key: 'package',
    position: 1,
    kind: 'package',
    title: `${name} package`,
    owner: 'Team',
    length_minutes: 5,
    updated_at: at,
    package_id: packageId,
    done_when: 'completed',
  })
  await db('course_versions')
    .where({ id: packageVersion })
    .update({ published_at: at, content_hash: Buffer.alloc(32) })
  await db('enrolments').insert({
    id: newId(),
    person_id: learner.id,
    course_id: packageCourse,
    course_version_id: packageVersion,
    enrolled_at: at,
  })
  const moduleFile = await insertTestFile(db, at, `${name}-module.png`, 'image/png')
  await db('module_files').insert({ module_id: draftModule, file_id: moduleFile, alt: 'A poster', position: 1 })
  const questionFile = newId()
  await db('question_files').insert({
    id: questionFile,
    file_id: await insertTestFile(db, at, `${name}.gift`, 'application/octet-stream'),
    uploaded_by: trainer.id,
    uploaded_at: at,
  })
  const courseFolder = newId()
  await db('course_folders').insert({
    id: courseFolder,
    file_name: `${name}.zip`,
    bytes: zipOf({
      'course.yaml': `format: upstander course 1\ntitle: ${name} folder\nkind: initial\nprogramme: None\nowner: Team\n`,
    }),
    uploaded_at: at,
    uploaded_by: trainer.id,
  })
  const questionId = newId()
  const questionVersion = newId()
  await db('questions').insert({ id: questionId, key: name.toLowerCase(), created_at: at })
  await db('question_versions').insert({
    id: questionVersion,
    question_id: questionId,
    number: 1,
    kind: 'true-false',
    text: `${name} question`,
    points: 1,
    content: JSON.stringify({
      options: ['True', 'False'].map((text) => ({ text, is_right: text === 'True', feedback: '' })),
    }),
    created_at: at,
  })
  const [writtenQuestion, writtenVersion, writtenAttempt] = [newId(), newId(), newId()]
  await db('questions').insert({ id: writtenQuestion, key: `${name.toLowerCase()}-written`, created_at: at })
  await db('question_versions').insert({
    id: writtenVersion,
    question_id: writtenQuestion,
    number: 1,
    kind: 'text',
    text: `${name} written`,
    points: 1,
    content: JSON.stringify({ rubric: [{ criterion: 'Listens', points: 1 }] }),
    created_at: at,
  })
  await db('attempts').insert({
    id: writtenAttempt,
    quiz_version_id: quiz.quiz_version_id!,
    person_id: asker.id,
    number: 1,
    seed: name,
    started_at: at,
    max_points: 1,
  })
  const written = { attempt_id: writtenAttempt, question_version_id: writtenVersion }
  await db('attempt_questions').insert({ ...written, position: 1, shown_ids: [] })
  await db('answers').insert({ ...written, given: ['I listen'], saved_at: at })
  await db('attempts').where({ id: writtenAttempt }).update({ handed_in_at: at })
  // Each side designs the certificates of another programme.
  const slug = name === 'Alder' ? 'hate-crime-champion' : 'third-party-reporting-centre'
  const designed = (await db('programmes').where({ slug }).first('id'))!.id
  const endorser = newId()
  await db('certificate_endorsers').insert({
    id: endorser,
    programme_id: designed,
    position: 1,
    name: `${name} Trust`,
    file_id: signature,
    added_at: at,
  })
  const signed = { signatory_name: 'Jo Signs', signatory_title: 'Chief Constable', signature_file_id: signature }
  await db('certificate_designs').insert({ programme_id: designed, ...signed, updated_at: at })
  const sha256 = createHash('sha256').update(`${name} picture`).digest('hex')
  const picture = {
    sha256,
    media_type: 'image/png' as const,
    bytes: Buffer.from(`${name} picture`),
    width: 2,
    height: 2,
  }
  await db('question_pictures').insert({ ...picture, kept_at: at })
  await db('question_version_pictures').insert({
    ...{ question_version_id: writtenVersion, position: 1, sha256, place: 'text' },
    ...{ alt: 'A chair', is_decorative: false },
  })
  void day
  return {
    learner,
    lead,
    trainer,
    objects: {
      organisationId: organisation.id,
      personId: learner.id,
      membershipId: membership!.id,
      roleGrantId: roleGrant!.id,
      joinRequestId: joinRequest,
      importId,
      liveSessionId: session,
      templateId: template,
      partId: part,
      heldPartId: heldPart,
      batchId: batch,
      decisionId: String(decision!.id),
      claimId: String(claim!.id),
      bookingId: booking,
      itemId: roomItem,
      roomQuestionId: roomQuestion,
      courseId: draftCourse,
      livePartId: draftLivePart,
      learningCourseId: course_id,
      versionId: draft,
      changedVersionId: changed,
      moduleId: draftModule,
      packageCourseId: packageCourse,
      packageModuleId: packageModule,
      learningModuleId: module!.id,
      learningQuizId: quiz!.id,
      programmeId: designed,
      questionId,
      quizId: quizOfVersion!.quiz_id,
      writtenAttemptId: writtenAttempt,
      askedQuestionId: askedQuestion!.question_id,
      questionFileId: questionFile,
      sha256,
      courseFolderId: courseFolder,
      attemptId: attempt,
      certificateId: certificate,
      handoverId: handover,
      endorserId: endorser,
      checkToken,
      reference,
      list: '1',
      mailId: mail,
      fileId: moduleFile,
      logoId: logo,
      entryId: helpEntry!.id,
      joinToken: token,
      offerToken,
      rosterLinkToken,
      mergeId: merge,
      viewId: view,
      rebookingToken,
      feedToken,
      quotaId: quota,
      materialId: material,
      invitationToken,
      leadId: lead.id,
    },
    canaries: [`${name}learner`, `${name}lead`, `${name}asker`, `${name.toLowerCase()}secret`],
  }
}

let numbers = 0
async function nextNumber(_db: Knex): Promise<string> {
  numbers += 1
  return `HCC-2027-${String(numbers).padStart(6, '0')}-X`
}

/** A picture that can be printed. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function insertTestFile(
  db: Knex,
  at: Date,
  file_name: string,
  media_type: string,
  is_public = false,
  bytes = Buffer.from(`file of ${file_name}`),
): Promise<string> {
  const id = newId()
  await db('files').insert({
    id,
    file_name,
    media_type,
    bytes,
    sha256: hashSecret(bytes.toString()),
    is_public,
    created_at: at,
  })
  return id
}
