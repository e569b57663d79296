/** Takes uploaded files into memory, or hands them on as they come; one that is too large is let run out and named so. */
import type { Request, RequestHandler, Response } from 'express'
import multer from 'multer'

declare global {
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Request {
      /** The file was larger than we take, or there were too many. */
      is_upload_too_large?: boolean
    }
    // oxlint-disable-next-line typescript/no-namespace
    namespace Multer {
      interface File {
        /** What `keep` called it, where it was handed on. */
        kept_id?: string
      }
    }
  }
}

/** The file of the form's field, as `req.file`, and the other fields as `req.body`; `more` for a form in which much is typed. */
export const takeFile = (field: string, mostBytes: number, more = fewFields): RequestHandler =>
  take(uploads(mostBytes, 1, more).single(field))

/** Far more than any field takes: what is too long for its field is said there, beside what was typed. */
const fewFields = { fields: 20, fieldSize: 100_000 }
export const manyFields = { fields: 100, fieldSize: 40_000 }

/** Several files of one field, as `req.files`; too many count as too large. */
export const takeFiles = (field: string, mostBytes: number, mostFiles: number): RequestHandler =>
  take(uploads(mostBytes, mostFiles).array(field))

/** The words typed beside an upload, while its files run out unread; none where it is no proper form. */
export function readTypedWords(req: Request, res: Response): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    wordsAlone(req, res, (error: unknown) => resolve(error ? {} : (req.body as Record<string, unknown>)))
  })
}

const wordsAlone = multer({
  storage: {
    _handleFile: (_req, file, done) =>
      void file.stream
        .on('error', done)
        .on('end', () => done(null, {}))
        .resume(),
    _removeFile: (_req, _file, done) => done(null),
  },
  limits: { files: 20, fields: 20, fieldSize: 100_000 },
  defParamCharset: 'utf8',
} as multer.Options).any()

export interface Keeping {
  keep: (req: Request, fileName: string, bytes: AsyncIterable<Buffer>) => Promise<{ kept_id: string; size: number }>
  /** What turned out to be too large, or broke off after it was kept. */
  drop: (req: Request, keptId: string) => Promise<void>
}

/** The file of the form's field goes to `keep` while it comes: it is never in memory as a whole. */
export const takeFileAsItComes = (field: string, mostBytes: number, { keep, drop }: Keeping): RequestHandler =>
  take(
    multer({
      ...limitsOf(mostBytes, 1),
      storage: {
        _handleFile: (req, file, done) =>
          void keep(req, file.originalname, file.stream as AsyncIterable<Buffer>).then(
            (kept) => done(null, kept),
            done,
          ),
        _removeFile: (req, { kept_id }, done) =>
          void (kept_id === undefined ? Promise.resolve() : drop(req, kept_id)).then(() => done(null), done),
      },
    }).single(field),
  )

const uploads = (fileSize: number, files: number, more = fewFields) =>
  multer({ storage: multer.memoryStorage(), ...limitsOf(fileSize, files, more) })

const limitsOf = (fileSize: number, files: number, more = fewFields) =>
  ({
    limits: { fileSize, files, ...more },
    defParamCharset: 'utf8',
  }) as multer.Options

function take(upload: RequestHandler): RequestHandler {
  return (req: Request, res: Response, next) => {
    upload(req, res, (error: unknown) => {
      if (!(error instanceof multer.MulterError)) return next(asBadRequest(error))
      if (error.code !== 'LIMIT_FILE_SIZE' && error.code !== 'LIMIT_FILE_COUNT') return next(asBadRequest(error))
      req.is_upload_too_large = true
      // A browser shows no answer before it has sent all.
      if (req.readableEnded || req.destroyed) return next()
      req.once('end', next)
      req.resume()
    })
  }
}

/** A body that is no proper multipart form, was cut off, or says more than its form can: the sender's fault, not ours. */
function asBadRequest(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { status: 400 }) : error
}
