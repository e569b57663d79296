/** Issues a certificate: number, paper, audit row and mail in one transaction, once per person, programme and cycle. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { recordAudits } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { mailCertificates, mailNameNeeded } from '../mails.ts'
import { unprintableCharacters } from '../pdf/printable.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import { getCompletionFacts, listLatestForUpdate } from '../queries/certificates.ts'
import { renewalOf } from '../rules.ts'
import type { NewFacts } from './facts.ts'
import { freezeFacts } from './facts.ts'
import { takeNumbers } from './numbers.ts'
import type { ToPrint } from './printing.ts'
import { keepPdfs } from './printing.ts'
import { planFirstReminders } from './reminders.ts'
import { insertState } from './states.ts'

export interface CertificateInput {
  person_id: string
  programme_id: string
  course_version_id: string
  completion_id: string
}

/** `not-now`: the holder has a certificate that this completion does not renew, today or ever. */
export type IssueResult = { result: 'issued' | 'already' | 'not-now'; certificate_id: string }

type Of = Pick<CertificateInput, 'person_id' | 'programme_id'>
const keyOf = (of: Of): string => `${of.person_id} ${of.programme_id}`

/** Whoever else decides about these people's certificates of these programmes waits until the transaction ends. */
export async function lockCertificates(ctx: Ctx, ...of: Of[]): Promise<void> {
  // In one order, so that two of these never wait for each other.
  await ctx.db.raw(
    `select pg_advisory_xact_lock(hashtextextended(key, 10)) from (select key from unnest(?::text[]) key order by key) keys`,
    [of.map(keyOf) as never],
  )
}

export async function issueCertificate(ctx: Ctx, input: CertificateInput): Promise<IssueResult> {
  const [result] = await issueCertificates(ctx, [input])
  return result!
}

/** The same for several at once, in their order: all of them or none. */
export async function issueCertificates(ctx: Ctx, inputs: CertificateInput[]): Promise<IssueResult[]> {
  return inTransaction(ctx, async (ctx) => {
    await lockCertificates(ctx, ...inputs)
    const results = new Map<CertificateInput, IssueResult>()
    // Of a person and programme one after the other: what the first is issued decides about the next.
    for (let left = inputs; left.length > 0;) {
      const turn = new Map(left.toReversed().map((input) => [keyOf(input), input]))
      const now = left.filter((input) => turn.get(keyOf(input)) === input)
      for (const [input, result] of await issueEach(ctx, now)) results.set(input, result)
      left = left.filter((input) => !now.includes(input))
    }
    return inputs.map((input) => results.get(input)!)
  })
}

async function issueEach(ctx: Ctx, inputs: CertificateInput[]): Promise<Map<CertificateInput, IssueResult>> {
  const results = new Map<CertificateInput, IssueResult>()
  const latest = new Map((await listLatestForUpdate(ctx, inputs)).map((one) => [keyOf(one), one]))
  const due: Due[] = []
  for (const input of inputs) {
    const last = latest.get(keyOf(input))
    const renewal = last && renewalOf(last, await getCompletionFacts(ctx, input.completion_id))
    if (renewal && renewal !== 'renew')
      results.set(input, { result: renewal === 'used' ? 'already' : 'not-now', certificate_id: last.id })
    else due.push({ input, latest: last })
  }
  for (const { input, certificate } of await issueDue(ctx, due))
    results.set(input, { result: 'issued', certificate_id: certificate.id })
  return results
}

interface Due {
  input: CertificateInput
  latest: CertificateRow | undefined
}

async function issueDue(ctx: Ctx, due: Due[]) {
  if (due.length === 0) return []
  const asked = due.map(({ input, latest }) => ({ ...input, latest, reference: newSecret() }))
  const frozen = await freezeFacts(ctx, asked)
  // From here to the end other issuers wait for their number: what can be read before, is.
  const numbers = await takeNumbersOf(ctx, frozen)
  const issued = due.map(({ input, latest }, index) => {
    const { facts, awarded_on, days } = frozen[index]!
    const certificate = { id: newId(ctx.now), number: numbers[index]!, awarded_on, ...days, issued_at: ctx.now, facts }
    return { input, latest, certificate, cycle: (latest?.cycle ?? 0) + 1, ...frozen[index]! }
  })
  await ctx.db('certificates').insert(
    issued.map(({ input, certificate, cycle, organisation_id, printed_name }, index) => ({
      ...certificate,
      facts: JSON.stringify(certificate.facts),
      reference: asked[index]!.reference,
      person_id: input.person_id,
      programme_id: input.programme_id,
      cycle,
      completion_id: input.completion_id,
      organisation_id,
      is_printable: printed_name !== null,
    })),
  )
  await ctx
    .db('certificate_states')
    .insert(issued.map(({ certificate }) => ({ certificate_id: certificate.id, state: 'issued', changed_at: ctx.now })))
  // Renewal never erases: the old one stays as history and says what replaced it.
  for (const { latest, certificate } of issued)
    if (latest?.standing === 'good')
      await insertState(ctx, latest, {
        state: 'superseded',
        reason: 'Renewed',
        reason_class: 'renewed',
        superseded_by: certificate.id,
      })
  await planFirstReminders(
    ctx,
    issued.map(({ certificate }) => certificate),
  )
  await recordAudits(
    ctx,
    issued.map(({ input, certificate, cycle, awarded_on, days, facts }) => ({
      action: 'certification.issue',
      subject_kind: 'certificate',
      subject_id: certificate.id,
      after: {
        number: certificate.number,
        person_id: input.person_id,
        programme_id: input.programme_id,
        cycle,
        completion_id: input.completion_id,
        awarded_on,
        ...days,
        facts,
      },
    })),
  )
  await printAndMail(ctx, issued)
  return issued
}

async function printAndMail(
  ctx: Ctx,
  issued: (Pick<NewFacts, 'holder' | 'printed_name'> & {
    certificate: Parameters<typeof mailNameNeeded>[2] & ToPrint
  })[],
): Promise<void> {
  const papers = issued.flatMap(({ printed_name, ...one }) => (printed_name === null ? [] : [{ ...one, printed_name }]))
  const files = await keepPdfs(ctx, papers)
  await mailCertificates(
    ctx,
    papers.map(({ holder, certificate }, index) => ({ holder, certificate, file_id: files[index]! })),
  )
  for (const { holder, certificate, printed_name } of issued)
    if (printed_name === null) await mailNameNeeded(ctx, holder, certificate, unprintableCharacters(holder.full_name))
}

/** Of each programme as many as there are papers of it, programmes always in one order. */
async function takeNumbersOf(ctx: Ctx, frozen: NewFacts[]): Promise<string[]> {
  const numbers = new Map<string, string[]>()
  for (const code of [...new Set(frozen.map((one) => one.code))].toSorted()) {
    const of = frozen.filter((one) => one.code === code)
    const year = Number(of[0]!.awarded_on.slice(0, 4))
    numbers.set(code, await takeNumbers(ctx, { code, year, count: of.length }))
  }
  return frozen.map(({ code }) => numbers.get(code)!.shift()!)
}
