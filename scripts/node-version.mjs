// Imported first by every script: says plainly when Node.js is too old, before anything newer is touched.
if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    `OneTrip needs Node.js 20 or newer; this is ${process.version}. Install a newer one, then run the command again.\n`,
  );
  process.exit(1);
}
