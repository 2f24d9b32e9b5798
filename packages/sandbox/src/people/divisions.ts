// A small excerpt of Hangzhou's divisions (national statistics, 2023): where the invented people live.

/** A community and the street and district it belongs to, by its 12-digit code. */
export type Community = { code: string; district: string; street: string; community: string };

const at = (code: string, district: string, street: string, community: string): Community => ({
  code,
  district,
  street,
  community,
});

/** Communities homes are taken from. */
export const communities: readonly Community[] = [
  at('330102012001', '上城区', '采荷街道', '芙蓉社区'),
  at('330102012002', '上城区', '采荷街道', '洁莲社区'),
  at('330102014003', '上城区', '四季青街道', '三堡社区'),
  at('330105002051', '拱墅区', '湖墅街道', '卖鱼桥社区'),
  at('330105002054', '拱墅区', '湖墅街道', '霞湾巷社区'),
  at('330105016001', '拱墅区', '朝晖街道', '大家苑社区'),
  at('330106005052', '西湖区', '翠苑街道', '花园社区'),
  at('330106007001', '西湖区', '古荡街道', '古荡东区社区'),
  at('330106007004', '西湖区', '古荡街道', '莲花社区'),
  at('330106010002', '西湖区', '转塘街道', '珊瑚沙社区'),
  at('330108001001', '滨江区', '西兴街道', '西陵社区'),
  at('330108002001', '滨江区', '长河街道', '天官社区'),
  at('330109001001', '萧山区', '城厢街道', '陈公桥社区'),
  at('330109002004', '萧山区', '北干街道', '绿茵园社区'),
  at('330110010001', '余杭区', '良渚街道', '玉泽社区'),
  at('330110012004', '余杭区', '仓前街道', '葛巷社区'),
  at('330111001010', '富阳区', '富春街道', '后亭子社区'),
  at('330112006001', '临安区', '锦城街道', '武肃里社区'),
  at('330113001001', '临平区', '临平街道', '西大街社区'),
  at('330114002001', '钱塘区', '白杨街道', '景园社区'),
  at('330122003002', '桐庐县', '桐君街道', '南门社区'),
  at('330182001020', '建德市', '新安江街道', '白沙社区'),
];

/** Roads and estates the addresses use; the house numbers are invented. */
export const estates: readonly string[] = [
  '和风苑',
  '湖畔新村',
  '桂语里',
  '听潮公寓',
  '竹影花园',
  '运河人家',
  '云栖小区',
];

/** Places people moved in from: the region code that stands in their ID number, and the household address. */
export const origins: readonly { region: string; address: string }[] = [
  { region: '341502', address: '安徽省六安市金安区东市街道' },
  { region: '361121', address: '江西省上饶市上饶县旭日街道' },
  { region: '411525', address: '河南省信阳市固始县番城街道' },
  { region: '420106', address: '湖北省武汉市武昌区水果湖街道' },
  { region: '430681', address: '湖南省岳阳市汨罗市归义镇' },
  { region: '510107', address: '四川省成都市武侯区浆洗街街道' },
  { region: '620102', address: '甘肃省兰州市城关区东岗街道' },
];

/** Employers, invented; the letters of the credit code before its check character. */
export const employers: readonly { name: string; uscc17: string }[] = [
  { name: '杭州云栖示例软件有限公司', uscc17: '91330106MA2HXY001' },
  { name: '杭州湖滨示例餐饮有限公司', uscc17: '91330102MA2HXY002' },
  { name: '杭州运河示例物流有限公司', uscc17: '91330105MA2HXY003' },
  { name: '杭州钱江示例制造有限公司', uscc17: '91330109MA2HXY004' },
  { name: '杭州西溪示例设计有限公司', uscc17: '91330110MA2HXY005' },
  { name: '杭州江南示例医疗器械有限公司', uscc17: '91330108MA2HXY006' },
];
