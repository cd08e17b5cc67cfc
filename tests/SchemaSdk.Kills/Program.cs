using Microsoft.Data.Sqlite;
using SchemaSdk.Durable;
using SchemaSdk.Kills;
using SchemaSdk.PostgreSql;
using SchemaSdk.Sqlite;

// Runs the jobs with the given keys. The tests kill this process and start it again with the same keys.
var order = KillOrder.Of(args[0]);
var gate = new Gate(order.Stop);
await using (var ledger = order.IsInDatabase ? OpenDatabase() : OpenFile())
{
    var pausing = new PausingLedger(ledger, gate);
    await new Jobs(order, pausing, gate).RunAsync();
    await pausing.EndAsync();
    PausingDisk.Step = "close";
}

Gate.Tell("done");

DurableJobLedger OpenDatabase() => new PostgreSqlJobLedger(order.Ledger, new() { LeaseTime = order.LeaseTime });

DurableJobLedger OpenFile()
{
    if (order is not { Stop: null, Left: Left.All })
    {
        PausingDisk.Install(order.Left, gate);
    }

    PausingDisk.Step = "new file";
    var ledger = new SqliteJobLedger(order.Ledger, new() { LeaseTime = order.LeaseTime });
    PausingDisk.Step = "checkpoint";
    if (order.Stop is { Point.Line: "checkpoint" })
    {
        using var connection = new SqliteConnection($"Data Source={order.Ledger};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(full)";
        command.ExecuteNonQuery();
    }

    return ledger;
}
