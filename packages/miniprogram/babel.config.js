// Babel as Taro sets it up; as `babel.config.js` it also reaches the workspace's own packages, which are compiled from source.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
};
