import { py, type Attack } from './attack.ts';
import { attempts } from './python.ts';

const reach = py`
def reach(place, kind=socket.SOCK_STREAM, family=socket.AF_INET):
    with socket.socket(family, kind) as client:
        client.settimeout(1)
        client.connect(place)
        client.send(b"x")
        return "reached"
`;

/** Programs that speak to others: within the sandbox they may, and nobody else is there. */
export const network: readonly Attack[] = [
  {
    name: 'connects to the outside',
    code: attempts(
      reach,
      'reach(("192.0.2.1", 80))',
      'reach(("192.0.2.1", 53), socket.SOCK_DGRAM)',
      'reach(("8.8.8.8", 53), socket.SOCK_DGRAM)',
      'reach(("2001:db8::1", 80), socket.SOCK_STREAM, socket.AF_INET6)',
      'reach(("169.254.169.254", 80))',
      'reach(("10.0.0.1", 80))',
    ),
    stdout: /^(ENETUNREACH\n){3}(ENETUNREACH|EADDRNOTAVAIL)\nENETUNREACH\nENETUNREACH$/u,
  },
  {
    name: 'looks up a name',
    code: attempts(
      '',
      'socket.getaddrinfo("example.org", 80)',
      'socket.gethostbyname("localhost")',
      'socket.gethostbyname("studyloop")',
    ),
    stdout: /^(gaierror|\d+|EAI.*|-\d+)\n127\.0\.0\.1\n(gaierror|127\.0\.0\.1|-?\d+)$/u,
    endsSoon: true,
  },
  {
    name: 'fetches a page',
    code: 'import urllib.error, urllib.request\ntry:\n    urllib.request.urlopen("http://192.0.2.1/", timeout=2)\nexcept urllib.error.URLError as error:\n    print(error.reason)\ntry:\n    urllib.request.urlopen("https://example.org/", timeout=2)\nexcept urllib.error.URLError as error:\n    print(type(error.reason).__name__)\n',
    stdout: '[Errno 101] Network is unreachable\ngaierror',
    endsSoon: true,
  },
  {
    name: 'fetches a page in a coroutine',
    code: 'import asyncio\nasync def main():\n    try:\n        await asyncio.open_connection("192.0.2.1", 80)\n    except OSError as error:\n        print(error.errno)\nasyncio.run(main())\n',
    stdout: '101',
  },
  {
    name: 'opens raw, packet, netlink and other odd sockets',
    code: attempts(
      '',
      'socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)',
      'socket.socket(socket.AF_PACKET, socket.SOCK_RAW)',
      'socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)',
      'socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)',
      'socket.socket(38, socket.SOCK_SEQPACKET)',
      'socket.socket(socket.AF_BLUETOOTH, socket.SOCK_RAW)',
      'socket.socket(socket.AF_CAN, socket.SOCK_RAW)',
      'socket.socket(16, 3, 9)',
      'socket.socketpair(socket.AF_VSOCK)',
    ),
    stdout: /^(EPERM\n){5}(EPERM|AttributeError)\n(EPERM\n){2}EPERM$/u,
  },
  {
    name: 'looks at the interfaces',
    code: 'import socket\nprint([name for _, name in socket.if_nameindex()] if False else [line.split(":")[0].strip() for line in open("/proc/self/net/dev") if ":" in line])\n',
    stdout: "['lo']",
  },
  {
    name: 'looks for the sockets of the host',
    code: 'print(sum("@" in line or "/" in line for line in list(open("/proc/self/net/unix"))[1:]), len(list(open("/proc/self/net/tcp"))))\n',
    stdout: '0 1',
  },
  {
    name: 'knocks at the sockets of the host',
    code: attempts(
      reach,
      'reach("/run/docker.sock", socket.SOCK_STREAM, socket.AF_UNIX)',
      'reach("/var/run/dbus/system_bus_socket", socket.SOCK_STREAM, socket.AF_UNIX)',
      'reach("\\0/tmp/.X11-unix/X0", socket.SOCK_STREAM, socket.AF_UNIX)',
      'reach("\\0dbus", socket.SOCK_STREAM, socket.AF_UNIX)',
    ),
    stdout: 'ENOENT\nENOENT\nECONNREFUSED\nECONNREFUSED',
  },
  {
    name: 'knocks at every door of its own machine',
    code: 'import socket\nopen_doors = 0\nfor port in range(1, 3000):\n    with socket.socket() as client:\n        open_doors += client.connect_ex(("127.0.0.1", port)) == 0\nprint(open_doors)\n',
    stdout: '0',
  },
  {
    name: 'listens and is spoken to',
    code: py`
import socket, threading
server = socket.create_server(("localhost", 0))
def serve():
    with server.accept()[0] as line:
        line.sendall(line.recv(100).upper())
thread = threading.Thread(target=serve)
thread.start()
with socket.create_connection(server.getsockname(), 1) as client:
    client.sendall(b"hello")
    print(client.recv(100))
thread.join()
`,
    stdout: "b'HELLO'",
  },
  {
    name: 'listens on every address and low door',
    code: attempts(
      '',
      'socket.create_server(("0.0.0.0", 8080)).getsockname()',
      'socket.create_server(("127.0.0.1", 80))',
      'socket.create_server(("::1", 0), family=socket.AF_INET6).getsockname()[0]',
    ),
    stdout: /^\('0\.0\.0\.0', 8080\)\n(EACCES|EPERM|<socket.*)\n(::1|EADDRNOTAVAIL)$/u,
  },
  {
    name: 'sends datagrams to itself',
    code: 'import socket\nreceiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nreceiver.bind(("127.0.0.1", 0))\nsender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nsender.sendto(b"hi", receiver.getsockname())\nprint(receiver.recvfrom(10)[0])\n',
    stdout: "b'hi'",
  },
  {
    name: 'talks over pairs and paths',
    code: 'import os, socket\none, other = socket.socketpair()\none.send(b"pair")\nprint(other.recv(10))\nserver = socket.socket(socket.AF_UNIX)\nserver.bind("/tmp/door")\nserver.listen()\nclient = socket.socket(socket.AF_UNIX)\nclient.connect("/tmp/door")\nserver.accept()[0].send(b"path")\nprint(client.recv(10))\n',
    stdout: "b'pair'\nb'path'",
  },
  {
    name: 'serves pages',
    code: py`
import http.server, threading, urllib.request
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"page " + self.path.encode())
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/a").read())
server.shutdown()
`,
    stdout: "b'page /a'",
  },
  {
    name: 'serves in coroutines',
    code: py`
import asyncio
async def handle(reader, writer):
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()
async def ask(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"client {number}\n".encode())
    answer = await reader.read()
    writer.close()
    return answer
async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        print(await asyncio.gather(*(ask(port, number) for number in range(3))))
asyncio.run(main())
`,
    stdout: "[b'CLIENT 0\\n', b'CLIENT 1\\n', b'CLIENT 2\\n']",
  },
  {
    name: 'serves datagrams in coroutines',
    code: py`
import asyncio
class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport
    def datagram_received(self, data, address):
        self.transport.sendto(data[::-1], address)
class Ask(asyncio.DatagramProtocol):
    def __init__(self):
        self.answer = asyncio.get_running_loop().create_future()
    def datagram_received(self, data, address):
        self.answer.set_result(data)
async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(Echo, ("127.0.0.1", 0))
    client, ask = await loop.create_datagram_endpoint(Ask, remote_addr=server.get_extra_info("sockname"))
    client.sendto(b"abc")
    print(await ask.answer)
    client.close()
    server.close()
asyncio.run(main())
`,
    stdout: "b'cba'",
  },
  {
    name: 'waits for a guest that never comes, but not for long',
    code: 'import socket\nserver = socket.create_server(("127.0.0.1", 0))\nserver.settimeout(0.1)\ntry:\n    server.accept()\nexcept TimeoutError:\n    print("nobody")\n',
    stdout: 'nobody',
  },
  {
    name: 'waits for a guest that never comes',
    code: 'import socket\nprint("before")\nsocket.create_server(("127.0.0.1", 0)).accept()\n',
    kind: 'deadlocked',
    stdout: 'before',
    wallMs: 500,
    onRealClock: { kind: 'timed-out' },
  },
  {
    name: 'opens connections until it cannot',
    code: attempts(
      'server = socket.create_server(("127.0.0.1", 0), backlog=1000)\nkept = []\ndef connect():\n    while True:\n        kept.append(socket.create_connection(server.getsockname()))',
      'connect()',
      'len(kept) < 64',
    ),
    stdout: 'EMFILE\nTrue',
  },
  {
    name: 'makes a context for secure connections',
    code: 'import asyncio, ssl\ncontext = ssl.create_default_context()\nprint(context.check_hostname, asyncio.sslproto.ssl is ssl, ssl.OPENSSL_VERSION.split()[0])\n',
    stdout: 'True True OpenSSL',
  },
];
