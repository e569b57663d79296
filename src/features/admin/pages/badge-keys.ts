/** The keys of badges as administrators see them: pure, but that it tries whether the active one opens. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { Config } from '../../../platform/config.ts'
import type { KeyRow } from '../../badges/index.ts'
import { unseal } from '../../badges/index.ts'

export function badgeKeysPage(keys: KeyRow[], config: Config) {
  const active = keys.find((key) => key.retired_at === null)
  return {
    active_id: active?.id ?? null,
    is_closed: active !== undefined && unseal(config, active.id, active.sealed_private_key) === undefined,
    keys: keys.map((key) => ({
      name: key.public_multibase,
      made_words: wordsForMoment(key.made_at),
      state_words: stateWords(key),
      withdrawal_href: key.withdrawn_at ? null : withdrawalHref(key),
    })),
  }
}

const withdrawalHref = (key: KeyRow) => `/admin/badge-keys/${key.id}/withdrawal`

function stateWords({ retired_at, withdrawn_at }: KeyRow): string {
  if (withdrawn_at) return `Withdrawn ${wordsForMoment(withdrawn_at)}: nothing that it signed counts.`
  return retired_at ? `Replaced ${wordsForMoment(retired_at)}: what it signed stays valid.` : 'Signs badges now.'
}

/** What withdrawing this key means, to be confirmed. */
export function withdrawalPage(key: KeyRow, signed: number) {
  return {
    key: { name: key.public_multibase, made_words: wordsForMoment(key.made_at), state_words: stateWords(key) },
    action: withdrawalHref(key),
    is_active: key.retired_at === null,
    is_withdrawn: key.withdrawn_at !== null,
    signed_words:
      signed === 0
        ? 'No badge is shown that it may have signed.'
        : signed === 1
          ? 'One badge is shown that it may have signed.'
          : `${signed.toLocaleString('en-GB')} badges are shown that it may have signed.`,
  }
}
