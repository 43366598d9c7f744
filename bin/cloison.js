#!/usr/bin/env node
// Plain JavaScript that any Node since 18 can parse: it only finds a Node that runs the tool, and the tool. Nothing is
// imported at the top: an `import` of a module of Node reads all that it offers, which loads a dozen others at each start.
const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 18);

/** A checkout has the sources; the published package has `dist`, because Node strips no types under node_modules. */
async function start() {
  const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');
  const { existsSync } = process.getBuiltinModule('node:fs');
  const { fileURLToPath } = process.getBuiltinModule('node:url');
  if (existsSync(new URL('../cli/main.ts', import.meta.url))) {
    enableCompileCache();
    const { runHere } = await import('../cli/main.ts');
    await runHere();
  } else if (!existsSync(new URL('../dist/cli/packed.cjs', import.meta.url))) {
    // Not 1, which says that something deviates: nothing was judged.
    process.stderr.write('cloison: neither sources nor a built package lie here; install the package again.\n');
    process.exitCode = 70;
  } else {
    const { runPacked } = createRequire(import.meta.url)('../dist/cli/packed.cjs');
    await runPacked(fileURLToPath(new URL('../dist', import.meta.url)));
  }
}

/** Hands over to the Node that was installed beside the tool, or says in one line what is needed. */
async function startElsewhere() {
  const [{ spawnSync }, { existsSync }, { fileURLToPath }] = await Promise.all([
    import('node:child_process'),
    import('node:fs'),
    import('node:url'),
  ]);
  const name = `../node_modules/.bin/node${process.platform === 'win32' ? '.exe' : ''}`;
  const beside = fileURLToPath(new URL(name, import.meta.url));
  if (existsSync(beside) && process.env.CLOISON_REEXEC !== '1') {
    const done = spawnSync(beside, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
      // Once: should that Node be old too, it must say so and not start itself for ever.
      env: { ...process.env, CLOISON_REEXEC: '1' },
    });
    process.exitCode = done.status ?? 70;
  } else {
    process.stderr.write(`cloison: Node.js 22.18 or later is needed; this is ${process.versions.node}.\n`);
    process.exitCode = 2;
  }
}

await (isNewEnough ? start() : startElsewhere());
