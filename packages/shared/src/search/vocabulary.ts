// What people say beside what the law says. Plain data, of any Chinese city; a city adds its own places and departments.
import { thesaurus } from './thesaurus.ts';

/** What people say beside what the law says. */
export interface Vocabulary {
  /** A line is everyday words of one meaning, ` > ` and the official words they stand for. */
  readonly thesaurus: readonly string[];
  /** Words that say nothing about the matter. */
  readonly fillers: readonly string[];
  /** Those of them that are nothing else even where a name has them: 老人去养老院 is not about 老人去世. */
  readonly particles?: string;
  /** What is usually meant by whoever names only the thing: 居住证 is, first of all, to get one. */
  readonly usual: readonly string[];
  /** Districts by their full name, and how they are called. */
  readonly places?: Readonly<Record<string, string>>;
  /** Departments by code, and how they are called. */
  readonly departments?: Readonly<Record<string, string>>;
}

/** The vocabulary of this project. */
export const vocabulary: Vocabulary = {
  thesaurus,
  usual: ['申领', '首次', '签发', '新办', '申请', '参保登记', '设立登记', '注册登记'],
  particles: '的了吗呢啊吧呀么去着是这那也都就又才再被把',
  fillers: (
    '请问 我要 我想 想要 想 要 我 我的 我们 我家 你好 怎么办理 怎么办 怎么弄 怎么搞 怎么 怎样 咋 咋办 如何 哪里 哪儿 在哪 在哪里 去哪 去哪里 去哪儿 到哪里 哪里办 ' +
    '什么 什么时候 几时 多少 多少钱 可以 能 能不能 可不可以 能拿 要不要 需要 需要什么 要什么 什么材料 什么手续 手续 材料 流程 条件 一下 帮 帮忙 给 刚 刚刚 快 今年 明年 ' +
    '突然 老家 浙江 浙江省 杭州 杭州市 本市 本地 市 的 了 吗 呢 啊 吧 呀 么 是 有 在 到 去 把 被 和 跟 与 及 或 这个 那个 这 那 个 些 也 都 还 就 又 才 再 会 应该 得 着 过 ' +
    '自己 别人 有人 家里 家 人 东西 事 事情 业务 服务 问题 怎么样 算不算 有没有 是不是 好了 以后 之后 的时候 时候 后 完 谁 为什么 多久 几天 哪些 哪个 哪 一个 一个人 两个 三个 几个 一张 一本 半年 一年 两年 几年 一个月 三个月 几个月 每个月 每月 每年 一直 已经 准备 打算 不想 不能 不会 没有办法 最近 现在 目前 马上 赶紧 着急'
  ).split(' '),
};
