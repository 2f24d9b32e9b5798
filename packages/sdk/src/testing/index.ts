// What a partner tests with, without a network: a service in memory, recordings, webhooks, a clock.
export { createTestClock, type TestClock } from './clock.ts';
export { type CourseStep, usualCourse } from './course.ts';
export { type ProblemDetails, testProblem } from './problems.ts';
export {
  type RecordedExchange,
  type Recording,
  type RecordingTransport,
  recordingTransport,
  replayTransport,
} from './recording.ts';
export {
  createTestService,
  type FailureOptions,
  type TestRequest,
  type TestService,
  type TestServiceOptions,
} from './service.ts';
export { newWebhookSecret, type SignedWebhook, signWebhook, testWebhookEvent } from './webhooks.ts';
