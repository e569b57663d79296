/** What the force set to what its forms show: pure. */
import type { Typed } from '../../../platform/http/form.ts'
import type { Settings } from '../../../platform/settings.ts'
import { contrastWithWhite, contrastWords } from '../rules.ts'

export const typedSettings = ({ logo_file_id: _file, logo_alt: _alt, ...settings }: Settings): Typed => ({
  ...settings,
})

/** The frame's header as it looks in these settings. */
export function headerPreview(settings: Settings) {
  return {
    force_name: settings.force_name,
    colour: settings.brand_colour,
    contrast_words: contrastWords(contrastWithWhite(settings.brand_colour)),
    logo_url: settings.logo_file_id ? `/logo/${settings.logo_file_id}` : null,
    logo_alt: settings.logo_alt,
  }
}
