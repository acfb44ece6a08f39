// The message as a stream that tells how far it got: the transport pulls it only after the peer
// took DATA, so the first pull is the last look, and its end is the last moment before the dot.
import { Readable } from "node:stream";

/** Slices small enough that a large message which never left us is not counted as ended. */
const SLICE = 64 * 1024;

export class MessageSource extends Readable {
  readonly #content: Buffer;
  readonly #beforeData: () => Promise<boolean>;
  #offset = 0;
  /** The peer agreed to take the message and the last look was asked for. */
  begun = false;
  /** The last look said no: not one byte was given. */
  withheld = false;
  /** What the last look rejected with; not one byte was given. */
  failure: { error: unknown } | null = null;
  /** Everything was given away, so the final dot may be on the wire. */
  ended = false;
  /** Called once, when the peer agreed to take the message. */
  onBegin: () => void = () => {};
  /** Fulfilled when no last look is under way: whoever gave it must not be overtaken by a result. */
  looked: Promise<void> = Promise.resolve();

  constructor(content: Buffer, beforeData: () => Promise<boolean>) {
    super({ highWaterMark: SLICE });
    this.#content = content;
    this.#beforeData = beforeData;
    // The transport listens too, but not after it let go of the stream.
    this.on("error", () => {});
  }

  override _read(): void {
    if (this.begun) this.#give();
    else {
      this.begun = true;
      this.onBegin();
      this.looked = this.#look();
    }
  }

  async #look(): Promise<void> {
    try {
      this.withheld = !(await this.#beforeData());
    } catch (error) {
      this.failure = { error };
    }
    if (this.withheld || this.failure) this.destroy(new Error("message withheld"));
    else if (!this.destroyed) this.#give();
  }

  #give(): void {
    if (this.#offset < this.#content.length) {
      const slice = this.#content.subarray(this.#offset, this.#offset + SLICE);
      this.#offset += slice.length;
      this.push(slice);
    } else {
      this.ended = true;
      this.push(null);
    }
  }
}
