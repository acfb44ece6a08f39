// The part that we read of GitHub's `/repos/{owner}/{name}`.
import { z } from "zod";

export const githubRepository = z.object({
  full_name: z.string(),
  stargazers_count: z.number().int().nonnegative(),
});
