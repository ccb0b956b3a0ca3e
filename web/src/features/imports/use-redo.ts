/**
 * Another mapping or policy needs the file again: the preview on the server is of the choices it was made with.
 * The file itself is still here when the page was not reloaded in between; else it is asked for.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportField, ImportPolicy, ImportView } from '../../../../contract/imports.ts'
import { api } from '../../api/client.ts'
import { type Mapping, uploadImport } from './imports.queries.ts'
import { recentFile, rememberFile } from './recent-file.ts'

export function useRedo(view: ImportView) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [mapping, setMapping] = useState<Mapping>(view.mapping)
  const [policy, setPolicy] = useState<ImportPolicy>(view.policy)
  const changed =
    policy !== view.policy || Object.keys(mapping).some((header) => mapping[header] !== view.mapping[header])

  const redo = useMutation({
    mutationFn: async (file: File) => {
      const preview = await uploadImport(file, { mapping, policy })
      rememberFile(preview.id, file)
      // The preview that this one replaces; if it cannot be cancelled it only stays in the history.
      await api.post(`/api/v1/imports/${view.id}/cancel`, { body: {} }).catch(() => {})
      return preview
    },
    onSuccess: async ({ id }) => {
      await navigate({ to: '/imports/$importId', params: { importId: id }, replace: true })
      void queries.invalidateQueries({ queryKey: ['imports'] })
    },
  })
  return {
    mapping,
    policy,
    changed,
    setPolicy,
    setField: (header: string, field: ImportField) => setMapping((now) => ({ ...now, [header]: field })),
    reset: () => {
      setMapping(view.mapping)
      setPolicy(view.policy)
    },
    file: recentFile(view.id),
    run: (file: File) => redo.mutate(file),
    pending: redo.isPending,
    error: redo.error,
  }
}

export type Redo = ReturnType<typeof useRedo>
