// What is measured, in the names and units of Prometheus.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The gateway's measurements; one registry for each gateway, so that two in one process do not mix. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'onetrip_request_seconds',
      help: 'Duration of requests by operation and status',
      labelNames: ['operation', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'onetrip_job_seconds',
      help: 'Duration of jobs by queue and outcome',
      labelNames: ['queue', 'outcome'] as const,
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 30],
      registers,
    }),
    departmentSeconds: new Histogram({
      name: 'onetrip_department_seconds',
      help: 'Duration of calls to departments by department and outcome',
      labelNames: ['department', 'outcome'] as const,
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5],
      registers,
    }),
    departmentDown: new Gauge({
      name: 'onetrip_department_down',
      help: '1 while a department’s calls are held back because it does not answer',
      labelNames: ['department'] as const,
      registers,
    }),
    papersOverdue: new Gauge({
      name: 'onetrip_papers_overdue',
      help: 'Papers that departments owe beyond their own term, as of the last sweep',
      labelNames: ['department'] as const,
      registers,
    }),
    papersOwed: new Gauge({
      name: 'onetrip_papers_owed',
      help: 'Papers that departments owe, as of the last sweep',
      labelNames: ['department'] as const,
      registers,
    }),
    applicationSteps: new Counter({
      name: 'onetrip_application_steps_total',
      help: 'Steps taken in the life of applications, by step and by who took it; those of the clock among them',
      labelNames: ['action', 'actor'] as const,
      registers,
    }),
    notices: new Counter({
      name: 'onetrip_notices_total',
      help: 'Notices by channel and by what became of them; `failed` and `unknown` want looking at',
      labelNames: ['channel', 'outcome'] as const,
      registers,
    }),
    webhooks: new Counter({
      name: 'onetrip_webhook_attempts_total',
      help: 'Attempts to tell a partner, by what became of them; `dead`: nobody tries any more',
      labelNames: ['partner', 'outcome'] as const,
      registers,
    }),
    refundsDue: new Counter({
      name: 'onetrip_refunds_due_total',
      help: 'Payments received twice, in a wrong amount or for a cancelled bill, by reason: each must be returned',
      labelNames: ['reason'] as const,
      registers,
    }),
    refundsGivenUp: new Counter({
      name: 'onetrip_refunds_given_up_total',
      help: 'Refunds the payment channel gave up, by its word: each must be returned by hand',
      labelNames: ['state'] as const,
      registers,
    }),
    problems: new Counter({
      name: 'onetrip_problems_total',
      help: 'Problems answered, by code',
      labelNames: ['code'] as const,
      registers,
    }),
  };
}

/** What is measured. */
export type Metrics = ReturnType<typeof createMetrics>;
