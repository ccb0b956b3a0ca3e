/** Adds, changes and archives services and staff. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ServicePatch, ServiceWire, StaffPatch, StaffWire } from '../../../../contract/appointments.ts'
import { api } from '../../api/client.ts'

function useSetup<Wire, Patch>(path: string) {
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all(['appointments', 'availability'].map((topic) => queries.invalidateQueries({ queryKey: [topic] })))
  const save = useMutation({
    mutationFn: ({ id, patch }: { id: string | null; patch: Patch }) =>
      id === null ? api.post<Wire>(path, { body: patch }) : api.patch<Wire>(`${path}/${id}`, { body: patch }),
    onSettled,
  })
  const remove = useMutation({ mutationFn: (id: string) => api.delete<void>(`${path}/${id}`), onSettled })
  return { save, remove }
}

export const useStaffSetup = () => useSetup<StaffWire, StaffPatch>('/api/v1/staff')
export const useServiceSetup = () => useSetup<ServiceWire, ServicePatch>('/api/v1/services')
