// The web application, wired and not listening: plugins, security headers, the API, the pages, and
// the one place where a failure becomes an answer.
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { addApi } from "./api/add-api.ts";
import { addHealthRoute } from "./api/health-route.ts";
import { type Problem, sendProblem } from "./api/problem.ts";
import { problemOf } from "./api/problem-of.ts";
import { addReadinessRoute } from "./api/readiness-route.ts";
import { logFailure, logRequests } from "./api/request-log.ts";
import { wantsPage } from "./api/wants-page.ts";
import type { Context } from "./context.ts";
import { addPages } from "./pages/add-pages.ts";
import { writeErrorPage } from "./pages/error-page.ts";
import { addPageAssets } from "./pages/page-assets.ts";
import { createPageWriter, type PageContext } from "./pages/page-writer.ts";
import { writeCheckInboxPage, writeInvalidAddressPage } from "./pages/subscribe-answer.ts";
import { createSubscribeLimiter } from "./subscriptions/rate-limit.ts";

const BODY_LIMIT = 64 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** Tokens have 71 characters; a longer one is answered as unknown, not refused. */
const LONGEST_PARAMETER = 1_000;

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

type Answer = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => FastifyReply;

function openFastify({ config, log }: Context, fail: (...failed: Failed) => FastifyReply) {
  const { trustedProxies, publicUrl } = config.http;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // Never `true` or a count: the client could then choose its own address.
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: LONGEST_PARAMETER, ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => void fail(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const strictTransportSecurity = publicUrl.startsWith("https:");
  // One site of ours: keying agents by origin gains nothing, and browsers warn where it cannot be done.
  const security = { contentSecurityPolicy, strictTransportSecurity, originAgentCluster: false };
  return { app, security };
}

type Failed = [error: unknown, request: FastifyRequest, reply: FastifyReply];

/** Gives a problem to a program as a body and to a person as a page. */
function answerWith(pages: PageContext): Answer {
  return (request, reply, problem) => {
    if (problem.retryAfterSeconds) reply.header("retry-after", problem.retryAfterSeconds);
    if (problem.status === 401) reply.header("www-authenticate", "Bearer");
    return wantsPage(request) ? writeErrorPage(pages, reply, problem) : sendProblem(reply, problem);
  };
}

/** Everything but listening. Closing it closes nothing of the context. */
export async function buildApp(ctx: Context): Promise<FastifyInstance> {
  let answer: Answer = (_request, reply, problem) => sendProblem(reply, problem);
  const fail = (...[error, request, reply]: Failed) => {
    const problem = problemOf(error);
    if (problem.status >= 500) logFailure(ctx.log, request, problem.status, error);
    return answer(request, reply, problem);
  };
  const { app, security } = openFastify(ctx, fail);
  await app.register(helmet, security);
  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  logRequests(app, ctx.log);

  const assets = await addPageAssets(app);
  const pages: PageContext = { ...ctx, assets, writePage: createPageWriter(ctx, assets) };
  answer = answerWith(pages);
  app.setErrorHandler((error, request, reply) => fail(error, request, reply));
  app.setNotFoundHandler((request, reply) => fail({ statusCode: 404 }, request, reply));

  addHealthRoute(app);
  addReadinessRoute(app, ctx);
  addPages(app, pages);
  const limiter = createSubscribeLimiter(ctx.pool, ctx.tokens);
  await app.register((api: typeof app) =>
    addApi(
      api,
      { ...ctx, limiter },
      {
        accepted: (reply) => writeCheckInboxPage(pages, reply),
        invalid: (reply, email, message) => writeInvalidAddressPage(pages, reply, email, message),
      },
    ),
  );
  return app;
}
