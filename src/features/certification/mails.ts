/** The e-mails of the certification room. A person without a mailbox gets none: a coordinator prints for them. */
import { daysBetween, today, wordsForDate, wordsForRange } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import type { NewMail } from '../../platform/mail/put.ts'
import { putMails } from '../../platform/mail/put.ts'
import type { ClaimRow, CorrectionInput, Marked, RegisterPartRow, RegisterRow } from '../attendance/index.ts'
import { markWords, outcomeSentences } from './pages/registers.ts'
import type { RescoredAttempt } from './pages/rescorings.ts'
import type { Outcome } from './queries/registers.ts'
import type { Act, CertificateDays, FrozenFacts, Reminder } from './rules.ts'

interface Holder {
  person_id: string
  full_name: string
  email: string | null
  language: string
}

interface Awarded {
  id: string
  number: string
  awarded_on: string
  valid_to: string
  facts: FrozenFacts
}

/** Before the check of the next person: when hundreds complete a course at once, the first need not wait for the last. */
const priority = -1

/** The certificate itself, once: whatever is tried again, the key lets one through. */
export async function mailCertificate(ctx: Ctx, holder: Holder, certificate: Awarded, fileId: string): Promise<void> {
  await mailCertificates(ctx, [{ holder, certificate, file_id: fileId }])
}

/** The same for several, each to its holder. */
export async function mailCertificates(
  ctx: Ctx,
  made: { holder: Holder; certificate: Awarded; file_id: string }[],
): Promise<void> {
  const mails = made.map(({ holder, certificate, file_id }) =>
    mailTo(holder, {
      kind: 'certification.certificate',
      locals: { ...words(ctx, certificate), verify_url: certificate.facts.verify_url },
      dedupe_key: `certificate ${certificate.id}`,
      attachment_file_ids: [file_id],
    }),
  )
  await putMails(
    ctx,
    mails.filter((mail) => mail !== null),
  )
}

/** Asks how the certificate should spell a name that our fonts cannot. */
export async function mailNameNeeded(ctx: Ctx, holder: Holder, certificate: Awarded, missing: string[]): Promise<void> {
  await put(ctx, holder, {
    kind: 'certification.name-needed',
    locals: { ...words(ctx, certificate), missing, name_url: `${ctx.config.base_url}/account/printable-name` },
    dedupe_key: `certificate name ${certificate.id}`,
  })
}

const standingMails: Record<Act, string> = {
  suspend: 'certification.suspended',
  reinstate: 'certification.reinstated',
  revoke: 'certification.revoked',
  withdraw: 'certification.withdrawn',
  extend: 'certification.extended',
}

/** What became of a certificate, and why. */
export async function mailStanding(
  ctx: Ctx,
  act: Act,
  holder: Holder,
  certificate: Awarded,
  reason: string,
): Promise<void> {
  const is_over = certificate.valid_to < today(ctx.now)
  await put(ctx, holder, { kind: standingMails[act], locals: { ...words(ctx, certificate), reason, is_over } })
}

export const expiryKey = (reminder: Reminder, certificate: { id: string; valid_to: string }) =>
  `certificate expiry ${reminder} ${certificate.id} ${certificate.valid_to}`

/** That it ends in so many days, or has ended: once for each of these, and again where the last day has moved. */
export async function mailExpiry(
  ctx: Ctx,
  reminder: Reminder,
  holder: Holder,
  certificate: Awarded & CertificateDays,
): Promise<void> {
  const on = today(ctx.now)
  const { valid_to, grace_to, renews_from } = certificate
  await put(ctx, holder, {
    kind: 'certification.expiry',
    locals: {
      ...words(ctx, certificate),
      is_over: valid_to < on,
      days_left: daysBetween(on, valid_to),
      grace_words: grace_to > valid_to ? wordsForDate(grace_to) : null,
      opens_words: renews_from > on ? wordsForDate(renews_from) : null,
      renewal_url: `${ctx.config.base_url}/certificates/${certificate.id}/renewal`,
    },
    dedupe_key: expiryKey(reminder, certificate),
  })
}

/** Once a year: whether they still act as a champion. */
export async function mailYearlyCheck(
  ctx: Ctx,
  holder: Holder,
  check: { id: string; token: string; answer_by: string },
): Promise<void> {
  await put(ctx, holder, {
    kind: 'certification.yearly-check',
    locals: {
      answer_by_words: wordsForDate(check.answer_by),
      question_url: `${ctx.config.base_url}/still-champion/${check.token}`,
    },
    dedupe_key: `yearly check ${check.id}`,
  })
}

/** The papers under the name they have now, in one mail. */
export async function mailReissued(
  ctx: Ctx,
  holder: Holder,
  made: { certificate: Awarded; file_id: string }[],
): Promise<void> {
  await put(ctx, holder, {
    kind: 'certification.reissued',
    locals: {
      certificates: made.map(({ certificate }) => ({
        ...words(ctx, certificate),
        verify_url: certificate.facts.verify_url,
      })),
    },
    dedupe_key: `certificate ${made.map((one) => one.certificate.id).join(' ')}`,
    attachment_file_ids: made.map((one) => one.file_id),
  })
}

/** A mark of a closed register was corrected: what it said, what it says, why, and what that means. */
export async function mailCorrected(
  ctx: Ctx,
  told: { person: RegisterRow; part: RegisterPartRow; correction: CorrectionInput; outcomes: Outcome[] },
): Promise<void> {
  const { person, part, correction } = told
  await put(ctx, person, {
    kind: 'certification.corrected',
    locals: {
      session_title: part.title,
      when_words: wordsForRange(part.starts_at, part.ends_at),
      was_words: markWords(person),
      now_words: markWords(correction),
      reason: correction.reason,
      sentences: outcomeSentences(told.outcomes),
      training_url: `${ctx.config.base_url}/my-training`,
      attendance_url: `${ctx.config.base_url}/attendance/${part.part_id}`,
    },
  })
}

/** "I was there" was answered: what the person said, what the register says, and why. */
export async function mailClaimAnswered(
  ctx: Ctx,
  told: {
    person: RegisterRow
    part: RegisterPartRow
    claim: ClaimRow
    reason: string
    /** The mark it was accepted with; null where it was declined. */
    now: Marked | null
    sentences: string[]
  },
): Promise<void> {
  const { person, part, claim, now } = told
  await put(ctx, person, {
    kind: 'certification.claim-answered',
    locals: {
      session_title: part.title,
      when_words: wordsForRange(part.starts_at, part.ends_at),
      statement: claim.statement,
      is_accepted: now !== null,
      was_words: markWords(person),
      now_words: now && markWords(now),
      reason: told.reason,
      sentences: told.sentences,
      attendance_url: `${ctx.config.base_url}/attendance/${part.part_id}`,
    },
    dedupe_key: `claim ${claim.id}`,
  })
}

/** A question was put right, and with it what somebody had: every attempt that changed, before and now. */
export async function mailRescored(
  ctx: Ctx,
  holder: Holder,
  told: { rescoring_id: string; reason: string; attempts: RescoredAttempt[] },
): Promise<void> {
  await put(ctx, holder, {
    kind: 'certification.rescored',
    locals: { reason: told.reason, attempts: told.attempts, training_url: `${ctx.config.base_url}/my-training` },
    dedupe_key: `rescored ${told.rescoring_id} ${holder.person_id}`,
  })
}

type Mail = Pick<NewMail, 'kind' | 'locals' | 'dedupe_key' | 'attachment_file_ids'>

async function put(ctx: Ctx, holder: Holder, mail: Mail): Promise<void> {
  const addressed = mailTo(holder, mail)
  if (addressed) await putMails(ctx, [addressed])
}

/** Null: they have no mailbox. */
function mailTo(holder: Holder, mail: Mail): NewMail | null {
  if (holder.email === null) return null
  const to = { person_id: holder.person_id, name: holder.full_name, address: holder.email, language: holder.language }
  return { ...mail, to, priority, locals: { name: holder.full_name, ...mail.locals } }
}

const words = (ctx: Ctx, certificate: Awarded) => ({
  number: certificate.number,
  programme_name: certificate.facts.programme_name,
  valid_to_words: wordsForDate(certificate.valid_to),
  certificate_url: `${ctx.config.base_url}/certificates/${certificate.id}`,
})
