// The subscribe-message templates the mini-program has registered: their ids, keywords and titles. Data, as at WeChat.
import type { NoticeTemplate } from '@onetrip/shared/contract';

/** A registered template. */
export type RegisteredTemplate = {
  template: NoticeTemplate;
  templateId: string;
  title: string;
  /** What fills each keyword, and what the person reads beside it. */
  keywords: Record<string, { filling: 'matter' | 'number' | 'status' | 'next' | 'at'; label: string }>;
};

const keywords: RegisteredTemplate['keywords'] = {
  thing1: { filling: 'matter', label: '办理事项' },
  character_string2: { filling: 'number', label: '受理编号' },
  phrase3: { filling: 'status', label: '办理状态' },
  time4: { filling: 'at', label: '更新时间' },
  thing5: { filling: 'next', label: '温馨提示' },
};

/** The templates. */
export const registeredTemplates: readonly RegisteredTemplate[] = [
  { template: 'action', templateId: 'T0wait5Kq2Vb9mX7sYcR1dZpLhUeNgQa0action000', title: '待办事项提醒', keywords },
  { template: 'progress', templateId: 'T1prog8Jw4Tn6kD3fGvB7xHsMrCyPzEu1progress0', title: '办理进度通知', keywords },
  { template: 'result', templateId: 'T2resu1Lm9Yc5hF8pWqS2tAzKbJxVnRo2result000', title: '办理结果通知', keywords },
];

/** The same as the gateway is told them. */
export const templatesForGateway = () =>
  registeredTemplates.map(({ template, templateId, keywords: known }) => ({
    template,
    templateId,
    keywords: Object.fromEntries(Object.entries(known).map(([keyword, { filling }]) => [keyword, filling])),
  }));
