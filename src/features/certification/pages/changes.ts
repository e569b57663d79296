/** One act for many certificates, in the words of its pages: what it means, and what becomes of each: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { Changed, StandingInput } from '../commands/states.ts'
import type { CertificateFilters } from '../queries/certificate-list.ts'
import type { ManyAct } from '../rules.ts'
import { refusalWords } from './standing.ts'

const certificates = (count: number) => (count === 1 ? 'one certificate' : `${count} certificates`)

interface ManyPage {
  title: string
  effects: string[]
  reason_label: string
  button: string
}

export function manyPage(act: ManyAct, count: number): ManyPage {
  const told = 'each holder gets an email with the reason you give; who has no mailbox must be told by you'
  switch (act) {
    case 'suspend':
      return {
        title: `Suspend ${certificates(count)}`,
        effects: [
          'their holders leave the roster of current champions until you give them back',
          'anyone who checks one reads that it is suspended, but not why',
          told,
        ],
        reason_label: 'Why are they suspended?',
        button: 'Suspend',
      }
    case 'reinstate':
      return {
        title: `Give ${certificates(count)} back`,
        effects: ['each counts again until its last valid day; where that has passed, it has expired', told],
        reason_label: 'Why are they given back?',
        button: 'Give back',
      }
    case 'revoke':
      return {
        title: `Revoke ${certificates(count)}`,
        effects: [
          'their holders leave the roster of current champions',
          'anyone who checks one reads that it was revoked, and no more of the reason than is said below',
          told,
        ],
        reason_label: 'Why are they revoked?',
        button: 'Revoke',
      }
    case 'extend':
      return {
        title: `Extend ${certificates(count)}`,
        effects: [
          'each is valid until the new day; the window to renew it and the grace after it move along',
          'anyone who checks one reads the new day; the paper stays as it was printed',
          'reminders are planned anew',
          told,
        ],
        reason_label: 'Why are they extended?',
        button: 'Extend',
      }
  }
}

const actChoices: { value: ManyAct; text: string }[] = [
  { value: 'extend', text: 'Extend them to a later day' },
  { value: 'suspend', text: 'Suspend them for now' },
  { value: 'reinstate', text: 'Give them back' },
  { value: 'revoke', text: 'Revoke them' },
]

/** What was chosen before, for the list that is shown again because something was missing. */
export const pickedPage = (
  picked: { which: 'ticked' | 'all'; certificate_id: string[] },
  { act }: { act: ManyAct | null },
  count: number,
) => ({
  ticked: picked.certificate_id,
  which: [
    { value: 'ticked', text: 'Those I have ticked on this page', checked: picked.which === 'ticked' },
    {
      value: 'all',
      text: count === 1 ? 'The one that fits the filters' : `All ${count} that fit the filters`,
      checked: picked.which === 'all',
    },
  ],
  acts: actChoices.map((choice) => ({ ...choice, checked: choice.value === act })),
})

const mostShown = 200

/** What would become of each. */
export function outcomePage(act: ManyAct, changed: Changed[], input: StandingInput, on: string) {
  const done = changed.filter((one) => one.refusal === null)
  const page = manyPage(act, done.length)
  const moves = act === 'extend' && 'valid_to' in input ? wordsForDate(input.valid_to) : null
  return {
    title: done.length === 0 ? 'Nothing would change' : `${page.title}?`,
    done_count: done.length,
    kept_count: changed.length - done.length,
    reason: input.reason,
    button: `${page.button} ${certificates(done.length)}`,
    is_warning: act === 'suspend' || act === 'revoke',
    without_mailbox: done.filter(({ certificate }) => certificate.email === null).length,
    hidden_count: Math.max(0, changed.length - mostShown),
    rows: changed.slice(0, mostShown).map(({ certificate, refusal }) => ({
      full_name: certificate.full_name,
      number: certificate.number,
      href: `/certificates/${certificate.id}`,
      valid_words: wordsForDate(certificate.valid_to),
      outcome:
        refusal === null
          ? moves
            ? `Valid until ${moves}`
            : act === 'reinstate' && certificate.valid_to < on
              ? 'Given back, but expired'
              : doneWords[act]
          : `Stays. ${refusalWords[refusal]}`,
      is_kept: refusal !== null,
    })),
  }
}

const doneWords: Record<ManyAct, string> = {
  suspend: 'Suspended',
  reinstate: 'Counts again',
  revoke: 'Revoked',
  extend: 'Extended',
}

/** The filters as a query, always in one order. */
export function filterQuery(filters: CertificateFilters): string {
  const { states, ...texts } = filters
  const query = new URLSearchParams(states.map((state): [string, string] => ['state', state]))
  for (const [name, value] of Object.entries(texts)) if (value !== null) query.append(name, value)
  return query.toString()
}
