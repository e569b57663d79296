/** Makes a person's certificates again under the name they have now; the old ones lead on to the new and show nothing. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { getProgramme } from '../../courses/index.ts'
import { getPerson } from '../../people/index.ts'
import { mailReissued } from '../mails.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import { getCertificate, getCertificateForUpdate, getCompletionId, listCertificates } from '../queries/certificates.ts'
import { nameToPrint } from '../rules.ts'
import { readDesign } from '../queries/designs.ts'
import { freezeLooks } from './facts.ts'
import { lockCertificates } from './issuing.ts'
import { keepPdf } from './printing.ts'
import { planReminders } from './reminders.ts'
import { insertState } from './states.ts'
import { takeNumber } from './numbers.ts'

export type ReissueResult = { result: 'reissued'; certificate_ids: string[] } | { result: 'same-name' | 'unprintable' }

/** The latest certificate of each programme whose paper has another name: what was replaced before shows no name anyway. */
export const otherwiseNamed = (certificates: CertificateRow[], name: string): CertificateRow[] =>
  certificates.filter(
    (one) => one.is_latest && one.pdf_file_id !== null && (one.printed_name ?? one.facts.name) !== name,
  )

export async function reissueForName(ctx: Ctx, personId: string): Promise<ReissueResult> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPerson(ctx, personId)
    const name = nameToPrint(person)
    if (name === null) return { result: 'unprintable' }
    const programmes = new Set((await listCertificates(ctx, personId)).map((one) => one.programme_id))
    for (const programme_id of [...programmes].toSorted())
      await lockCertificates(ctx, { person_id: personId, programme_id })
    // In the order in which acts for many hold them, so that neither waits for the other for ever.
    const old = otherwiseNamed(await listCertificates(ctx, personId), name).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    if (old.length === 0) return { result: 'same-name' }
    const held: CertificateRow[] = []
    for (const { id } of old) held.push(await getCertificateForUpdate(ctx, id))
    const made: { certificate: CertificateRow; file_id: string }[] = []
    // Numbers are taken by their codes in order, as whoever issues takes them.
    for (const one of held.toSorted((a, b) => (a.number < b.number ? -1 : 1))) made.push(await reissue(ctx, one, name))
    await mailReissued(ctx, { ...person, person_id: person.id }, made)
    return { result: 'reissued', certificate_ids: made.map((one) => one.certificate.id) }
  })
}

/**
 * The same award under another name: same course, same days as they hold now; number, reference and paper are new, and
 * whoever signs today signs it. What it says was achieved, and who endorsed that, stays as it was.
 */
async function reissue(
  ctx: Ctx,
  old: CertificateRow,
  name: string,
): Promise<{ certificate: CertificateRow; file_id: string }> {
  const programme = await getProgramme(ctx, old.programme_id)
  const { code } = programme
  const [id, reference] = [newId(ctx.now), newSecret()]
  const number = await takeNumber(ctx, code, Number(today(ctx.now).slice(0, 4)))
  const looks = await freezeLooks(ctx, programme, await readDesign(ctx, programme.id), old.facts.language)
  const { programme_name, wording, design: words } = old.facts
  const facts = {
    ...old.facts,
    ...looks,
    programme_name,
    wording,
    design: {
      above_name: null,
      further_line: null,
      endorsers: [],
      second: null,
      ...words,
      signature: looks.design?.signature ?? null,
    },
    name,
    verify_url: `${ctx.config.base_url}/verify/${reference}`,
  }
  const days = {
    awarded_on: old.awarded_on,
    renews_from: old.renews_from,
    valid_to: old.valid_to,
    grace_to: old.grace_to,
  }
  await ctx.db('certificates').insert({
    id,
    number,
    reference,
    ...days,
    facts: JSON.stringify(facts),
    person_id: old.person_id,
    programme_id: old.programme_id,
    cycle: old.cycle,
    reissue: old.reissue + 1,
    completion_id: await getCompletionId(ctx, old.id),
    organisation_id: old.organisation_id,
    issued_at: ctx.now,
    is_printable: true,
  })
  await ctx.db('certificate_states').insert({ certificate_id: id, state: 'issued', changed_at: ctx.now })
  await recordAudit(ctx, {
    action: 'certification.reissue',
    subject_kind: 'certificate',
    subject_id: id,
    before: { certificate_id: old.id, number: old.number },
    after: { number, person_id: old.person_id, cycle: old.cycle, reissue: old.reissue + 1, ...days },
  })
  const certificate = await getCertificate(ctx, id)
  // What the old one is worth, the new one is: a new name gives nothing back.
  if (old.standing !== 'good' && old.standing !== 'superseded')
    await insertState(ctx, certificate, {
      state: old.standing,
      reason: old.last_reason ?? 'As before',
      reason_class: old.revocation_class,
    })
  else await planReminders(ctx, { id, valid_to: days.valid_to })
  await insertState(ctx, old, {
    state: 'superseded',
    reason: 'Made again under another name',
    reason_class: 'name changed',
    superseded_by: id,
  })
  return { certificate, file_id: await keepPdf(ctx, { id, number, ...days, issued_at: ctx.now, facts }, name) }
}
