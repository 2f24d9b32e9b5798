// Life events (人生大事), from birth to what comes after death, and the themes (主题) of the catalogue that belong to each.

export const lifeEvents = [
  { id: 'birth', name: { zh: '孩子出生', en: 'A child is born' }, themes: ['出生'] },
  { id: 'school', name: { zh: '上学读书', en: 'School' }, themes: ['教育'] },
  {
    id: 'papers',
    name: { zh: '户口证件', en: 'Household and ID' },
    themes: ['户籍', '身份证', '居住证', '证明', '治安'],
  },
  { id: 'work', name: { zh: '工作就业', en: 'Work' }, themes: ['就业', '社保', '工会', '团市委'] },
  { id: 'marriage', name: { zh: '结婚生育', en: 'Marriage, family' }, themes: ['婚育', '妇联'] },
  { id: 'home', name: { zh: '买房租房', en: 'A home' }, themes: ['住房', '不动产', '公积金', '水电气'] },
  { id: 'car', name: { zh: '买车驾车', en: 'Car and driving' }, themes: ['交管', '交通', '公共交通'] },
  {
    id: 'business',
    name: { zh: '开店创业', en: 'A business' },
    themes: ['市场监管', '税务', '商务', '烟草', '信用', '财政', '经信', '科技'],
  },
  { id: 'health', name: { zh: '看病就医', en: 'Health' }, themes: ['医保', '红十字'] },
  { id: 'travel', name: { zh: '出国出境', en: 'Going abroad' }, themes: ['出入境', '侨台'] },
  { id: 'service', name: { zh: '退役军人', en: 'Veterans' }, themes: ['退役军人'] },
  { id: 'help', name: { zh: '困难帮扶', en: 'Help in need' }, themes: ['民政', '残联'] },
  {
    id: 'leisure',
    name: { zh: '文体生活', en: 'Culture, daily life' },
    themes: ['市民卡', '文旅', '体育', '养犬', '民族宗教'],
  },
  {
    id: 'land',
    name: { zh: '城乡环境', en: 'City and country' },
    themes: ['城管', '农业', '林业', '环保', '气象', '应急'],
  },
  { id: 'law', name: { zh: '法律公证', en: 'Law' }, themes: ['公证', '法律', '档案', '其他'] },
  { id: 'age', name: { zh: '退休养老', en: 'Later life' }, themes: ['养老'] },
  { id: 'death', name: { zh: '身后事', en: 'After a death' }, themes: ['身后'] },
] as const;

/** A life event. */
export type LifeEvent = (typeof lifeEvents)[number];

/** The life event of this id. */
export const lifeEventOf = (id: string | undefined): LifeEvent | undefined =>
  lifeEvents.find((event) => event.id === id);
