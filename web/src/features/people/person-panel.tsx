/** The person who is open: who they are and what comes next, whether they may be called, their story and their data. */
import { Skeleton, Tabs } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { LeadWire } from '../../../../contract/leads.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLead } from './leads.queries.ts'
import classes from './person.module.css'
import { PersonActions } from './person-actions.tsx'
import { PersonData } from './person-data.tsx'
import { PersonHead } from './person-head.tsx'
import { personName } from './person-name.ts'
import { PolicyLine } from './policy-line.tsx'
import { Story } from './story.tsx'

export function PersonPanel() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { leadId = '' } = useParams({ strict: false })
  const lead = useLead(leadId)
  const close = () => void navigate({ to: '/people', search: true })

  return (
    <Panel
      label={lead.data ? personName(lead.data.contact) : t('people.person')}
      onClose={close}
      header={lead.data ? <PersonHead lead={lead.data} /> : !lead.error && <Skeleton height={22} width="60%" mt={4} />}
    >
      {lead.error && !lead.data && <ErrorState error={lead.error} onRetry={() => void lead.refetch()} />}
      {lead.isPending && <Skeleton height={120} mt="md" />}
      {lead.data && <Person key={lead.data.id} lead={lead.data} />}
    </Panel>
  )
}

function Person({ lead }: { lead: LeadWire }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={classes.standing}>
        <PolicyLine contactId={lead.contact.id} />
        <PersonActions lead={lead} />
      </div>
      <Tabs defaultValue="story" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="story">{t('people.story')}</Tabs.Tab>
          <Tabs.Tab value="data">{t('people.data')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="story">
          <Story lead={lead} />
        </Tabs.Panel>
        <Tabs.Panel value="data">
          <PersonData lead={lead} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
