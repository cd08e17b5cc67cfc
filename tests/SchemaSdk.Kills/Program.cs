using SchemaSdk;
using SchemaSdk.Kills;
using SchemaSdk.Ledgers.Storage;

// Runs jobs by their keys, as a worker does that is started again and again, until somebody kills it.
var order = KillOrder.Of(args);
var gate = new Gate(order.Stop);
var path = LedgerPath.Of(order.Ledger);
var folder = new PausingFolder(new LedgerFolder(Path.GetDirectoryName(path)!), order.Left, gate);
using var ledger = new FileJobLedger(new LedgerFile(path, folder, LedgerLock.Take(path)), new JobLedgerOptions());
if (order.Stop is { Point.Line: "new copy" or "new name" })
{
    await ledger.CompactAsync();
}

await new Jobs(order, ledger, gate).RunAsync();
ledger.Dispose();
Gate.Tell("done");
