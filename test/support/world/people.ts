/** What is asked of and known about the side's people: mails, invitations, imports, a merge, a view of the roster. */
import { hashSecret } from '../../../src/lib/codes.ts'
import { newId, newSecret } from '../../../src/lib/ids.ts'
import { addTestPerson } from '../factories.ts'
import { addTestFile } from './files.ts'
import type { Side } from './side.ts'
import { hoursAfter } from './side.ts'

export async function addSideRecords({ db, at, name, organisation, learner, lead, asker, coordinator }: Side) {
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
    expires_at: hoursAfter(at, 24 * 7),
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
    expires_at: hoursAfter(at, 24 * 14),
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
    file_id: await addTestFile(db, at, `${name}.csv`, 'text/csv'),
    uploaded_by: coordinator.id,
    uploaded_at: at,
    read_at: at,
  })

  const membership = await db('memberships').where({ person_id: learner.id }).first('id')
  const roleGrant = await db('role_grants').where({ person_id: lead.id }).first('id')
  return {
    membershipId: membership!.id,
    roleGrantId: roleGrant!.id,
    joinRequestId: joinRequest,
    importId,
    rosterLinkToken,
    mergeId: merge,
    viewId: view,
    mailId: mail,
    invitationToken,
  }
}
