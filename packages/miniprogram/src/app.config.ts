// Pages and window of the app. The counter's pages exist in browsers only. What is opened rarely is loaded when it is opened.
const pages = [
  'pages/home/index',
  'pages/results/index',
  'pages/guide/index',
  'pages/sign-in/index',
  'pages/verify/index',
  'pages/filing/index',
  'pages/payment/index',
  'pages/progress/index',
  'pages/applications/index',
  'pages/licence/index',
  'pages/about/index',
];

export default defineAppConfig({
  pages: process.env.TARO_ENV === 'h5' ? [...pages, 'pages/counter/index', 'pages/counter-results/index'] : pages,
  subPackages: [
    { root: 'pages/licence-check', pages: ['index'] },
    { root: 'pages/case', pages: ['supplement/index', 'correction/index', 'commitment/index', 'delivery/index'] },
    { root: 'pages/mine', pages: ['notices/index', 'privacy/index', 'delegations/index'] },
    { root: 'pages/face', pages: ['index'] },
  ],
  // The position is asked for only by a tap on “near me”, and only to find what is near.
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '用于查找离您最近的办理点，不会保存' } },
  __usePrivacyCheck__: true,
  darkmode: true,
  themeLocation: 'theme.json',
  window: {
    navigationBarTitleText: '一证通办',
    navigationBarBackgroundColor: '@bar',
    navigationBarTextStyle: '@barText',
    backgroundColor: '@paper',
    backgroundTextStyle: '@barText',
    ...(process.env.TARO_ENV === 'h5' ? { navigationStyle: 'custom' as const } : {}),
  },
});
