// Loaded into a measured process: when it ends, writes its peak memory (KiB, as Linux counts) to the file named by PEAK.
"use strict";
process.on("exit", () => require("node:fs").writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)));
