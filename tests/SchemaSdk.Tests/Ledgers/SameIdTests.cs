using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A service that returns one request id for two keys.</summary>
public sealed class SameIdTests : IDisposable
{
    private readonly Stage _stage = new(skipsDelays: false);

    [Fact]
    public async Task A_second_job_with_the_same_request_id_is_unknown()
    {
        var table = new SharedTable(_stage.Time);
        _stage.Options.Ledger = new SharedLedger(table, "a") { Before = entry => Refuse(entry, table) };
        _stage.Script.Submit.Does(Steps.Accepted);
        await Soon.Async(_stage.Still.SubmitAsync("a cat", new() { Key = "order-6" }));

        var error = await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", new() { Key = "order-7" }));

        Assert.Equal((Steps.Id, "order-7"), (error.RequestId, error.Key));
        Assert.Contains("which belongs to another job in the ledger", error.Message, StringComparison.Ordinal);
        Assert.Equal((LedgerState.Unknown, Steps.Id), (table["order-7"].State, table["order-7"].RequestId));
        Assert.Equal(LedgerState.Accepted, table["order-6"].State);
        Assert.Null(_stage.Time.NextDue);
    }

    [Fact]
    public async Task A_later_attempt_of_another_process_stays()
    {
        var table = new SharedTable(_stage.Time);
        var ledger = new SharedLedger(table, "a");
        ledger.Before = entry =>
        {
            if (entry is { Key: "order-7", State: LedgerState.Unknown })
            {
                ledger.Before = null;
                table.Change("order-7", last => last with
                {
                    Lease = last.Lease with { Owner = "b" },
                    Attempt = last.Attempt! with { Number = 2 },
                });
            }

            Refuse(entry, table);
        };
        _stage.Options.Ledger = ledger;
        _stage.Script.Submit.Does(Steps.Accepted);
        await Soon.Async(_stage.Still.SubmitAsync("a cat", new() { Key = "order-6" }));

        var error = await Soon.Throws<ModelLedgerException>(_stage.Still.SubmitAsync("a cat", new() { Key = "order-7" }));

        Assert.Equal((Steps.Id, "order-7"), (error.RequestId, error.Key));
        Assert.Equal((LedgerState.Sending, 2), (table["order-7"].State, table["order-7"].Attempts));
    }

    public void Dispose() => _stage.Dispose();

    // PostgreSQL has a unique index of request ids, which excludes unknown jobs.
    private static void Refuse(LedgerEntry entry, SharedTable table)
    {
        if (entry.State == LedgerState.Accepted && table.Values.Any(job => job.RequestId == entry.RequestId && job.Key != entry.Key))
        {
            throw new ModelLedgerException("Another job has the id.");
        }
    }
}
