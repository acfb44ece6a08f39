# One image for all roles: api, scheduler, sender (see docker-compose.yml).
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded PostgreSQL is for machines without a server; here DATABASE_URL names one.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
COPY . .
USER node
EXPOSE 3000
CMD ["node", "--import", "tsx", "src/server.ts"]
