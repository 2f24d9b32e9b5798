// Babel as Taro sets it up; as `babel.config.js` it also reaches the workspace's own packages, which are compiled from source.

/** A field that is only declared exists for TypeScript alone. It has to be gone before Taro's plugins look at classes. */
const dropDeclaredFields = () => ({
  visitor: {
    Class(path) {
      for (const member of path.get('body.body')) if (member.node.declare) member.remove();
    },
  },
});

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
  plugins: [dropDeclaredFields],
};
