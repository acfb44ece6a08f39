// An SMTP server that does exactly what a test says, also what no real server would own up to:
// it counts what it accepted by Message-ID and remembers every command it saw.
import { createServer, type Socket } from "node:net";

/** What to do with a command: a reply line, "drop" the connection, or "silence". */
export type Move = string | "drop" | "silence";

export interface Script {
  greeting?: Move;
  /** Lines of the EHLO reply after the first. */
  extensions?: readonly string[];
  /** By the first word of the command, or the answer for each one; "DATA" answers the command. */
  on?: Partial<Record<string, Move | ((command: string, nth: number) => Move)>>;
  /** The answer to the final dot. */
  dot?: Move;
  /** Drop the connection after this many bytes of a message. */
  dropAfterBytes?: number;
}

export interface ScriptedPeer {
  url: string;
  commands: string[];
  /** The messages that were accepted, as they came over the wire. */
  accepted: Buffer[];
  /** Bytes of messages seen, complete or not. */
  bodyBytes: number;
  connections: number;
  most: number;
  /** Closes every open connection, as a restarting server does. */
  dropAll(): void;
  close(): Promise<void>;
}

const END = Buffer.from("\r\n.\r\n");

export async function startScriptedPeer(script: Script = {}): Promise<ScriptedPeer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    peer.connections += 1;
    peer.most = Math.max(peer.most, sockets.size);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    converse(socket, script, peer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const peer: ScriptedPeer = {
    url: `smtp://127.0.0.1:${port}`,
    commands: [],
    accepted: [],
    bodyBytes: 0,
    connections: 0,
    most: 0,
    dropAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => {
      peer.dropAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return peer;
}

function converse(socket: Socket, script: Script, peer: ScriptedPeer): void {
  let pending = Buffer.alloc(0);
  let inData = false;
  /** A sender and a recipient were agreed to, without which no server takes DATA. */
  let agreed = { MAIL: false, RCPT: false };
  const seen: Record<string, number> = {};
  const make = (move: Move): boolean => {
    if (move === "drop") socket.destroy();
    else if (move !== "silence") socket.write(`${move}\r\n`);
    return move.startsWith("2") || move.startsWith("3");
  };
  const answer = (command: string) => {
    peer.commands.push(command);
    const verb = command.split(/[ :]/)[0]?.toUpperCase() ?? "";
    seen[verb] = (seen[verb] ?? 0) + 1;
    const told = script.on?.[verb];
    const asked = typeof told === "function" ? told(command, seen[verb]) : told;
    const move = verb === "DATA" && !(agreed.MAIL && agreed.RCPT) ? "503 5.5.1 no" : asked;
    if (verb === "RSET" || verb === "DATA") agreed = { MAIL: false, RCPT: false };
    if (verb === "MAIL" || verb === "RCPT") agreed[verb] = !move || move.startsWith("2");
    if (move !== undefined) inData = make(move) && verb === "DATA";
    else if (verb === "EHLO") make(["250-peer", ...ehlo(script)].join("\r\n"));
    else if (verb === "DATA") inData = make("354 go on");
    else if (verb === "QUIT") socket.end("221 bye\r\n");
    else make("250 OK");
  };
  const step = (): boolean => {
    const end = inData ? Buffer.concat([Buffer.from("\r\n"), pending]).indexOf(END) : -1;
    if (inData) {
      if (end < 0) return false;
      const message = pending.subarray(0, end);
      pending = pending.subarray(end + 3);
      inData = false;
      if (make(script.dot ?? "250 2.0.0 taken")) peer.accepted.push(Buffer.from(message));
      return true;
    }
    const line = pending.indexOf("\r\n");
    if (line < 0) return false;
    const command = pending.subarray(0, line).toString("latin1");
    pending = pending.subarray(line + 2);
    answer(command);
    return true;
  };
  socket.on("data", (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    if (inData) peer.bodyBytes += chunk.length;
    if (inData && peer.bodyBytes >= (script.dropAfterBytes ?? Number.POSITIVE_INFINITY)) {
      socket.destroy();
      return;
    }
    while (step());
  });
  make(script.greeting ?? "220 peer");
}

function ehlo({ extensions = ["PIPELINING"] }: Script): string[] {
  return extensions.map((name, i) => (i === extensions.length - 1 ? `250 ${name}` : `250-${name}`));
}
