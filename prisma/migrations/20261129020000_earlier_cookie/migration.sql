-- Sign-ins of before have a cookie with the prefix __Secure-; those of now have __Host-.
ALTER TABLE "auth_session" ADD COLUMN "earlier_cookie" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "auth_session" ALTER COLUMN "earlier_cookie" SET DEFAULT false;
