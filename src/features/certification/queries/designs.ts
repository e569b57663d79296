/** The designs of certificates, with the pictures they carry: one for each programme that has one. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { Design, DesignWords } from '../design.ts'
import { noDesign } from '../design.ts'
import type { FrozenPicture, LogoType } from '../rules.ts'

interface PictureRow {
  file_id: string
  sha256: Buffer
  media_type: string
}

type DesignRow = DesignWords &
  Pick<Design, 'signatory_name' | 'signatory_title'> & { [Column in keyof PictureRow]: PictureRow[Column] | null }

/** What a programme has designed; one that has nothing yet has the empty design. */
export async function readDesign(ctx: Ctx, programmeId: string): Promise<Design> {
  const found = await row<DesignRow>(
    ctx.db,
    `select d.above_name, d.further_line, d.second_language, d.second_programme_name, d.second_above_name, d.second_wording,
       d.second_further_line, d.signatory_name, d.signatory_title, f.id as file_id, f.sha256, f.media_type
     from certificate_designs d left join files f on f.id = d.signature_file_id where d.programme_id = ?`,
    [programmeId],
  )
  const endorsers = await rows<PictureRow & { id: string; name: string }>(
    ctx.db,
    `select e.id, e.name, f.id as file_id, f.sha256, f.media_type
     from certificate_endorsers e join files f on f.id = e.file_id where e.programme_id = ? order by e.position`,
    [programmeId],
  )
  const { file_id, sha256, media_type, ...words } = found ?? { file_id: null, sha256: null, media_type: null }
  return {
    ...noDesign,
    ...words,
    signature: file_id && sha256 && media_type ? frozen({ file_id, sha256, media_type }) : null,
    endorsers: endorsers.map(({ id, name, ...picture }) => ({ id, name, ...frozen(picture) })),
  }
}

const frozen = ({ file_id, sha256, media_type }: PictureRow): FrozenPicture => ({
  file_id,
  sha256: sha256.toString('hex'),
  media_type: media_type as LogoType,
})
