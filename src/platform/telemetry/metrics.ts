/** Figures for Prometheus: requests by route, jobs by outcome, the process itself. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  registry: Registry
  requests: Histogram<'method' | 'route' | 'status'>
  jobs: Counter<'job' | 'outcome'>
  queue: Gauge<'state'>
  oldestJob: Gauge
}

export function makeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'antesala_http_request_seconds',
      help: 'Time to answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'antesala_jobs_total',
      help: 'Job tries, by outcome: done, again, dead',
      labelNames: ['job', 'outcome'],
      registers: [registry],
    }),
    queue: new Gauge({
      name: 'antesala_queue_jobs',
      help: 'Jobs waiting, by state',
      labelNames: ['state'],
      registers: [registry],
    }),
    oldestJob: new Gauge({
      name: 'antesala_queue_oldest_ready_seconds',
      help: 'How long the oldest ready job has waited',
      registers: [registry],
    }),
  }
}
