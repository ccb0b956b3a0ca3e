/** The one error body of every route (contract section 0). */
import { z } from 'zod'

export const fieldProblem = z.object({
  field: z.string().meta({ example: 'telefono' }),
  code: z.string(),
  message: z.string(),
})

export const errorBody = z
  .object({
    success: z.literal(false),
    message: z.string().meta({ description: 'What to do, in the language of the request' }),
    error: z.object({
      code: z.string().meta({ example: 'lead.not_found' }),
      message: z.string(),
      retryable: z.boolean().meta({ description: 'True where the same request may succeed later, unchanged' }),
      details: z
        .looseObject({
          fields: z.array(fieldProblem).optional(),
          alternatives: z.array(z.unknown()).optional(),
          candidates: z.array(z.unknown()).optional(),
        })
        .optional(),
    }),
  })
  .meta({ id: 'Error' })

export type ErrorBody = z.infer<typeof errorBody>
