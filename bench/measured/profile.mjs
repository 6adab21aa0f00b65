import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { join } from "node:path";

// Loaded before a measured process, since Node 20 accepts no --cpu-prof in NODE_OPTIONS. Writes PID.cpuprofile at its
// end.
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.start");
process.on("exit", () => {
  session.post("Profiler.stop", (_error, { profile }) => {
    writeFileSync(join(process.env.PROFILE_DIRECTORY, `${process.pid}.cpuprofile`), JSON.stringify(profile));
  });
});
