/** What suspending, giving back, revoking or giving up a certificate means, in the words of the page that asks: pure. */
import type { Act, Refusal, RevocationClass } from '../rules.ts'
import { revocationClasses } from '../rules.ts'

interface Asked {
  full_name: string
  number: string
  has_mailbox: boolean
  valid_words: string
  /** Its last day has passed, while it was suspended or since. */
  is_over: boolean
}

interface ActPage {
  title: string
  /** Before the list of what follows. */
  lead: string
  effects: string[]
  reason_label: string
  reason_hint: string
  button: string
  is_warning: boolean
  leave: string
}

const told = ({ full_name, has_mailbox }: Asked) =>
  has_mailbox
    ? `${full_name} gets an email with the reason you give`
    : `${full_name} has no mailbox, so you must tell them yourself`

export type OneAct = Exclude<Act, 'extend'>

export function actPage(act: OneAct, asked: Asked): ActPage {
  const { full_name, number, valid_words, is_over } = asked
  const readsIt = 'The holder will read this. Nobody else does who is not a coordinator.'
  switch (act) {
    case 'suspend':
      return {
        title: `Suspend certificate ${number}`,
        lead: 'If you suspend it:',
        effects: [
          `${full_name} leaves the roster of current champions until you give it back`,
          'anyone who checks the certificate reads that it is suspended, but not why',
          told(asked),
          'its last day does not move: what passes while it is suspended has passed',
        ],
        reason_label: 'Why is it suspended?',
        reason_hint: readsIt,
        button: 'Suspend the certificate',
        is_warning: true,
        leave: 'Leave it as it is',
      }
    case 'reinstate':
      return {
        title: `Give certificate ${number} back`,
        lead: 'If you give it back:',
        effects: [
          is_over
            ? `it has expired: it was valid until ${valid_words}, so giving it back does not make it count today`
            : `it counts again until ${valid_words}`,
          told(asked),
        ],
        reason_label: 'Why is it given back?',
        reason_hint: readsIt,
        button: 'Give the certificate back',
        is_warning: false,
        leave: 'Leave it as it is',
      }
    case 'revoke':
      return {
        title: `Revoke certificate ${number}`,
        lead: 'If you revoke it:',
        effects: [
          `${full_name} leaves the roster of current champions`,
          'anyone who checks the certificate reads that it was revoked, and no more of the reason than is said below',
          told(asked),
          'the certificate itself stays on record, and you can give it back',
        ],
        reason_label: 'Why is it revoked?',
        reason_hint: readsIt,
        button: 'Revoke the certificate',
        is_warning: true,
        leave: 'Leave it as it is',
      }
    case 'withdraw':
      return {
        title: `Give up certificate ${number}`,
        lead: 'If you give it up:',
        effects: [
          'it no longer puts you on the roster',
          'anyone who checks the certificate reads that its holder gave it up, but not why',
          'what you have learned stays on record, and only a coordinator can give the certificate back',
        ],
        reason_label: 'Why do you give it up? (optional)',
        reason_hint: 'The coordinators will read this.',
        button: 'Give up my certificate',
        is_warning: true,
        leave: 'Keep my certificate',
      }
  }
}

const classWords: Record<RevocationClass, { text: string; hint: string }> = {
  'issued in error': {
    text: 'It was issued in error',
    hint: 'Anyone who checks it reads that it was issued in error.',
  },
  'not completed': {
    text: 'The course was not completed after all',
    hint: 'Anyone who checks it reads that the course was not completed.',
  },
  'no longer in role': {
    text: 'The holder no longer acts in this role',
    hint: 'Anyone who checks it reads that the holder no longer acts in this role.',
  },
  conduct: { text: 'Conduct of the holder', hint: 'Anyone who checks it reads only that it was revoked.' },
  other: { text: 'Another reason', hint: 'Anyone who checks it reads only that it was revoked.' },
}

export const classChoices = revocationClasses.map((value) => ({ value, ...classWords[value] }))

export const refusalWords: Record<Refusal, string> = {
  already: 'It is so already.',
  replaced: 'A newer certificate has replaced it.',
  'given-up': 'Its holder has given it up.',
  suspended: 'It is suspended.',
  revoked: 'It is revoked.',
  over: 'It can no longer be renewed, so there is nothing to give up.',
  'not-later': 'It is valid until that day or a later one already.',
}
