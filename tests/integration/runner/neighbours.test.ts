import { describe, expect, test } from 'vitest';
import { openTestRunner, runOnce, tiers } from '../../support/test-runner.ts';

const resident = `
import os, socket, time
open("/tmp/secret", "w").write("of a neighbour")
open("/dev/shm/secret", "w").write("of a neighbour")
servers = [socket.create_server(("127.0.0.1", 4000)), socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)]
servers[1].bind("\\0secret")
servers[2].bind("/tmp/secret-door")
for server in servers:
    server.listen()
os.environ["SECRET"] = "of a neighbour"
print("at home", flush=True)
time.sleep(600)
`;

const visitor = `
import glob, os, socket
print(sorted(os.listdir("/tmp")), os.listdir("/dev/shm") == os.listdir("/tmp"))
for family, door in ((socket.AF_INET, ("127.0.0.1", 4000)), (socket.AF_UNIX, "\\0secret"), (socket.AF_UNIX, "/tmp/secret-door")):
    try:
        print(socket.socket(family).connect(door))
    except OSError as error:
        print(type(error).__name__)
others = [name for name in os.listdir("/proc") if name.isdigit() and int(name) > 3]
print(others, len(open("/proc/self/net/tcp").readlines()), "secret" in open("/proc/self/net/unix").read())
for process in range(1, 400):
    try:
        if process != os.getpid():
            os.kill(process, 9)
    except OSError:
        pass
`;

describe.each(tiers)('in the tier `%s`, a program that runs beside another', (tier) => {
  test('finds nothing of it and does it no harm', async () => {
    await using runner = await openTestRunner({ wallMs: 4000 }, { tier });
    const neighbour = runOnce(runner, { code: resident, clock: 'real' });
    const outcomes = [];
    for (let visits = 0; visits < 3; visits += 1)
      outcomes.push(await runOnce(runner, { code: visitor, clock: 'real' }));

    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        kind: 'finished',
        stdout: [
          "['main.py'] True",
          'ConnectionRefusedError',
          'ConnectionRefusedError',
          'FileNotFoundError',
          '[] 1 False\n',
        ].join('\n'),
      });
    }
    expect(await neighbour).toMatchObject({ kind: 'timed-out', stdout: 'at home\n' });
  });
});
