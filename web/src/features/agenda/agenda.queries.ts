/** What the agenda asks: appointments of some days, services, staff, free times, and what changes them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AppointmentBody,
  AppointmentPatch,
  AppointmentWire,
  ServiceWire,
  SlotWire,
  StaffWire,
} from '../../../../contract/appointments.ts'
import type { ContactWire } from '../../../../contract/contacts.ts'
import { isApiError } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'

const AGENDA = ['appointments', 'agenda'] as const
const PAGE = 500

/** Days of the workspace, both included; cancelled ones are left out. */
export const useAgenda = (from: string, to: string) =>
  useQuery({
    queryKey: [...AGENDA, { from, to }],
    queryFn: async ({ signal }): Promise<AppointmentWire[]> => {
      const items: AppointmentWire[] = []
      let cursor: string | null = null
      do {
        const page: { items: AppointmentWire[]; nextCursor: string | null } = await api.get('/api/v1/appointments', {
          query: { from, to, limit: PAGE, cursor },
          signal,
        })
        items.push(...page.items)
        cursor = page.nextCursor
      } while (cursor)
      return items.filter(({ state }) => state !== 'cancelled')
    },
    placeholderData: (before) => before,
  })

export const useAppointment = (id: string) =>
  useQuery({
    queryKey: ['appointments', 'one', id],
    queryFn: ({ signal }) => api.get<AppointmentWire>(`/api/v1/appointments/${id}`, { signal }),
  })

export const useServices = () =>
  useQuery({
    queryKey: ['appointments', 'services'],
    queryFn: async ({ signal }) => (await api.get<{ items: ServiceWire[] }>('/api/v1/services', { signal })).items,
    staleTime: 60_000,
  })

export const useStaff = () =>
  useQuery({
    queryKey: ['appointments', 'staff'],
    queryFn: async ({ signal }) => (await api.get<{ items: StaffWire[] }>('/api/v1/staff', { signal })).items,
    staleTime: 60_000,
  })

export const useAvailability = (wish: { service_id: string | null; staff_id: string; from: string; to: string }) =>
  useQuery({
    queryKey: ['availability', wish],
    queryFn: async ({ signal }) =>
      (await api.get<{ slots: SlotWire[] }>('/api/v1/availability', { query: wish, signal })).slots,
    enabled: wish.service_id !== null,
  })

export const useContact = (id: string | undefined) =>
  useQuery({
    queryKey: ['contacts', id],
    queryFn: ({ signal }) => api.get<ContactWire>(`/api/v1/contacts/${id}`, { signal }),
    enabled: id !== undefined,
  })

export function useBook() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: { body: AppointmentBody; key: string }) =>
      api.post<AppointmentWire>('/api/v1/appointments', { body, idempotencyKey: key }),
    onSettled: () => refresh(queries),
  })
}

/** `shown`: what it looks like until the server has answered; put back where the server says no. */
export function useChangeAppointment() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: AppointmentPatch; shown?: Partial<AppointmentWire> }) =>
      api.patch<AppointmentWire>(`/api/v1/appointments/${id}`, { body: patch }),
    onMutate: async ({ id, shown }) => {
      if (!shown) return
      await queries.cancelQueries({ queryKey: AGENDA })
      queries.setQueriesData<AppointmentWire[]>({ queryKey: AGENDA }, (items) =>
        items?.map((one) => (one.id === id ? { ...one, ...shown } : one)),
      )
    },
    onSettled: () => refresh(queries),
  })
}

const refresh = (queries: ReturnType<typeof useQueryClient>) =>
  Promise.all(['appointments', 'availability'].map((topic) => queries.invalidateQueries({ queryKey: [topic] })))

/** The other times that a refused booking or move offers. */
export function alternativesOf(error: unknown): SlotWire[] | null {
  if (!isApiError(error) || error.status !== 409) return null
  const { alternatives } = error.details
  return Array.isArray(alternatives) ? (alternatives as SlotWire[]) : null
}
