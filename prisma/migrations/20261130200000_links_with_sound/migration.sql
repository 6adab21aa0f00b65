-- Whether the readers of a link may hear the kept sound.
ALTER TABLE "share_link" ADD COLUMN "may_hear" BOOLEAN NOT NULL DEFAULT false;
