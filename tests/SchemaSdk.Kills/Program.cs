using SchemaSdk;
using SchemaSdk.Kills;
using SchemaSdk.Ledgers.Storage;
using SchemaSdk.PostgreSql;

// Runs jobs by their keys, as a worker does that is started again and again, until somebody kills it.
var order = KillOrder.Of(args);
var gate = new Gate(order.Stop);
if (order.IsInDatabase)
{
    var options = new PostgreSqlLedgerOptions { LeaseTime = KillOrder.LeaseTime };
    await using var database = new PostgreSqlJobLedger(order.Ledger, options);
    await new Jobs(order, new PausingLedger(database, gate), gate).RunAsync();
}
else
{
    await RunOnFileAsync();
}

Gate.Tell("done");

async Task RunOnFileAsync()
{
    var path = LedgerPath.Of(order.Ledger);
    var folder = new PausingFolder(new LedgerFolder(Path.GetDirectoryName(path)!), order.Left, gate);
    await using var ledger = new FileJobLedger(new LedgerFile(path, folder, LedgerLock.Take(path)), new JobLedgerOptions());
    if (order.Stop is { Point.Line: "new copy" or "new name" })
    {
        await ledger.CompactAsync();
    }

    await new Jobs(order, ledger, gate).RunAsync();
}
