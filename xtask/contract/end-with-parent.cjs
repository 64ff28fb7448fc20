// Ends the mock server with the command that started it, however that ends: its standard input is a
// pipe that the command holds, and the system closes it with the command, even when the command is
// killed. Node loads this file before the mock server.
process.stdin.on("end", () => process.exit());
process.stdin.on("error", () => process.exit());
process.stdin.resume();
