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
      retired_words: key.retired_at && wordsForMoment(key.retired_at),
    })),
  }
}
