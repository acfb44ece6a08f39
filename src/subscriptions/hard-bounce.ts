// When a refusal is about the address for good, so that it must not be mailed again.

/** RFC 3463 5.1.x, but for 5.1.7 and 5.1.8, which are about the sender. */
const NO_SUCH_ADDRESS = / 5\.1\.(?!7$|8$)\d+$/;

/** @param status code and enhanced code as the mailer tells them: "550 5.1.1" */
export function isHardBounce(status: string): boolean {
  return NO_SUCH_ADDRESS.test(status);
}
