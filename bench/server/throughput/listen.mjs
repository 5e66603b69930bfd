// Tells the parent process the port, and on each message how many microseconds the process has computed so far.
export function listen(server) {
  // One server rests while the other is measured; its connections stay.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ processor: user + system });
  });
  process.on('disconnect', () => process.exit());
}
