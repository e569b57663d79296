/** The learner's completion, certificate, paper, badge, yearly check and handover, and how a programme's are designed. */
import { createHash } from 'node:crypto'
import { showBadge } from '../../../src/features/badges/index.ts'
import { newId, newSecret } from '../../../src/lib/ids.ts'
import { contextOf } from '../context.ts'
import { addTestFile } from './files.ts'
import type { Side } from './side.ts'

/** A picture that can be printed. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let numbers = 0

export async function addSideCertificate({ db, at, name, organisation, learner, coordinator, seeded }: Side) {
  const [completion, certificate] = [newId(), newId()]
  const reference = newSecret()
  await db('completions').insert({
    id: completion,
    person_id: learner.id,
    course_version_id: seeded.version_id,
    completed_at: at,
    content_hash: seeded.content_hash,
    recorded_at: at,
  })
  numbers += 1
  const number = `HCC-2027-${String(numbers).padStart(6, '0')}-X`
  const signature = await addTestFile(db, at, `${name}-signature.png`, 'image/png', false, dot)
  await db('certificates').insert({
    id: certificate,
    number,
    reference,
    person_id: learner.id,
    programme_id: seeded.programme_id,
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
        signature: {
          file_id: signature,
          sha256: createHash('sha256').update(dot).digest('hex'),
          media_type: 'image/png',
        },
        endorsers: [],
        second: null,
      },
    }) as never,
  })
  await db('certificate_states').insert({ certificate_id: certificate, state: 'issued', changed_at: at })
  const pdf = await addTestFile(db, at, `${name}.pdf`, 'application/pdf')
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

  return {
    programmeId: designed,
    endorserId: endorser,
    certificateId: certificate,
    handoverId: handover,
    checkToken,
    reference,
  }
}
