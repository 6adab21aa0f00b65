import { defineConfig } from "prisma/config";

// `prisma generate` needs no database; only the migrate commands read the address.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://unset/unset" },
});
