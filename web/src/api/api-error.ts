/** What a request that failed looks like to a page: the contract's error body, or that nothing answered. */

export interface FieldProblem {
  field: string
  code: string
  message: string
}

interface ErrorBody {
  code: string
  message: string
  retryable: boolean
  details?: { fields?: FieldProblem[]; [extra: string]: unknown }
}

/** `status` 0: the server did not answer at all. `message` is in the reader's language and says what to do. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly retryable: boolean
  readonly details: NonNullable<ErrorBody['details']>

  constructor(status: number, body: ErrorBody) {
    super(body.message)
    this.name = 'ApiError'
    this.status = status
    this.code = body.code
    this.retryable = body.retryable
    this.details = body.details ?? {}
  }

  /** The problems by field name, for a form to put each where its mistake is. */
  byField(): Record<string, string> {
    return Object.fromEntries((this.details.fields ?? []).map((problem) => [problem.field, problem.message]))
  }
}

/** Any answer that is not a success. Sign-in answers `{code, message}` alone; a proxy may answer no JSON at all. */
export async function readError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : isRecord(body) ? body : {}
  return new ApiError(response.status, {
    code: typeof error['code'] === 'string' ? error['code'] : `http.${response.status}`,
    message: typeof error['message'] === 'string' ? error['message'] : '',
    retryable: typeof error['retryable'] === 'boolean' ? error['retryable'] : response.status >= 500,
    details: isRecord(error['details']) ? error['details'] : {},
  })
}

export const isApiError = (error: unknown): error is ApiError => error instanceof ApiError

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
