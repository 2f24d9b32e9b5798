// The operations of reform, for officers: kind, access and path of each.
export const reformRoutes = {
  'reform.create': 'write officer /v1/reform-files',
  'reform.list': 'list officer /v1/reform-files',
  'reform.get': 'read officer /v1/reform-files/:reformId',
  'reform.revise': 'write officer /v1/reform-files/:reformId/revision',
  'reform.report': 'act officer /v1/reform-files/:reformId/report',
  'reform.reply': 'write officer /v1/reform-files/:reformId/reply',
  'reform.reportAgain': 'write officer /v1/reform-files/:reformId/second-report',
  'reform.replyAgain': 'write officer /v1/reform-files/:reformId/second-reply',
  'reform.withdraw': 'act officer /v1/reform-files/:reformId/withdrawal',
  'reform.answerDemand': 'write officer /v1/reform-files/:reformId/demands/:demandId/answer',
  'reform.demands': 'find officer /v1/reform-demands',
} as const;
