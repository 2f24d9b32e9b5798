// The departments and units of the city, by code, as they are named today.

/** A department's code and names. */
export type Department = { readonly code: string; readonly name: { readonly zh: string; readonly en: string } };

const named = (code: string, zh: string, en: string): Department => ({ code, name: { zh, en } });

/** All of them, in the order of the city's list. */
export const departments: readonly Department[] = [
  named('GA', '市公安局', 'Public Security Bureau'),
  named('JJ', '市公安局交通警察局', 'Traffic Police'),
  named('RS', '市人力资源和社会保障局', 'Human Resources and Social Security Bureau'),
  named('YB', '市医疗保障局', 'Healthcare Security Administration'),
  named('MZ', '市民政局', 'Civil Affairs Bureau'),
  named('WJ', '市卫生健康委员会', 'Health Commission'),
  named('JY', '市教育局', 'Education Bureau'),
  named('GJ', '杭州住房公积金管理中心', 'Housing Fund Centre'),
  named('FG', '市住房保障和房产管理局', 'Housing Security and Real Estate Bureau'),
  named('ZR', '市规划和自然资源局', 'Planning and Natural Resources Bureau'),
  named('CL', '市残疾人联合会', 'Disabled Persons’ Federation'),
  named('TJ', '市退役军人事务局', 'Veterans Affairs Bureau'),
  named('SF', '市司法局', 'Justice Bureau'),
  named('SW', '国家税务总局杭州市税务局', 'Tax Bureau'),
  named('SC', '市市场监督管理局', 'Market Regulation Administration'),
  named('CG', '市综合行政执法局（市城市管理局）', 'Urban Management Bureau'),
  named('JT', '市交通运输局', 'Transport Bureau'),
  named('WL', '市文化广电旅游局', 'Culture and Tourism Bureau'),
  named('TYJ', '市体育局', 'Sports Bureau'),
  named('NY', '市农业农村局', 'Agriculture and Rural Affairs Bureau'),
  named('LS', '市林业水利局', 'Forestry and Water Bureau'),
  named('HB', '市生态环境局', 'Ecology and Environment Bureau'),
  named('JW', '市城乡建设委员会', 'Urban Construction Commission'),
  named('SWJ', '市商务局', 'Commerce Bureau'),
  named('KJ', '市科学技术局', 'Science and Technology Bureau'),
  named('JX', '市经济和信息化局', 'Economy and Information Technology Bureau'),
  named('FGW', '市发展和改革委员会', 'Development and Reform Commission'),
  named('YJ', '市应急管理局', 'Emergency Management Bureau'),
  named('CZ', '市财政局', 'Finance Bureau'),
  named('DA', '市档案馆', 'City Archives'),
  named('ZGH', '市总工会', 'Trade Union Federation'),
  named('FL', '市妇女联合会', 'Women’s Federation'),
  named('TW', '共青团杭州市委员会', 'Youth League Committee'),
  named('HH', '市红十字会', 'Red Cross'),
  named('MZJ', '市民族宗教事务局', 'Ethnic and Religious Affairs Bureau'),
  named('QT', '市委统战部（侨务、台务）', 'Overseas Chinese and Taiwan Affairs'),
  named('QX', '市气象局', 'Meteorological Bureau'),
  named('YC', '市烟草专卖局', 'Tobacco Monopoly Administration'),
  named('SMK', '杭州市民卡有限公司', 'Citizen Card Company'),
  named('SHW', '杭州市水务集团有限公司', 'Water Group'),
  named('RQ', '杭州市燃气集团有限公司', 'Gas Group'),
  named('GD', '国网浙江省电力有限公司杭州供电公司', 'State Grid Hangzhou'),
  named('HS', '华数数字电视传媒集团有限公司', 'Wasu Digital TV'),
  named('GJT', '杭州市公共交通集团/杭州市地铁集团', 'Public Transport and Metro'),
];

/** Their codes. */
export const departmentCodes: readonly string[] = departments.map(({ code }) => code);
