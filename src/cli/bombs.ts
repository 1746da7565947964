/** Programs that take all they can get, by what they take it with. Each runs until a limit ends it. */
export const bombs: Readonly<Record<string, string>> = {
  'a busy loop': 'while True:\n    pass\n',
  'a fork bomb': `import os
while True:
    try:
        os.fork()
    except OSError:
        pass
`,
  'busy processes, each in a session of its own': `import os
for _ in range(60):
    if os.fork() == 0:
        os.setsid()
        break
while True:
    pass
`,
  'busy threads': `import hashlib, threading
def work():
    while True:
        hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 10_000_000)
for _ in range(60):
    threading.Thread(target=work).start()
work()
`,
  'a memory bomb': 'kept = []\nwhile True:\n    kept.append(bytearray(1_000_000))\n',
  'a memory bomb of many processes': `import os
for _ in range(60):
    if os.fork() == 0:
        break
kept = []
while True:
    kept.append(bytearray(1_000_000))
`,
  'an output flood': 'while True:\n    print("x" * 1000)\n',
};
