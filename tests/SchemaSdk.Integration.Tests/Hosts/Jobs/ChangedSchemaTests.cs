namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class ChangedSchemaTests : WorkerTest
{
    private const string Invalid = """{"promt":"a boat"}""";

    [Theory]
    [InlineData(LedgerState.Accepted)]
    [InlineData(LedgerState.Unknown)]
    [InlineData(LedgerState.Delivered)]
    public async Task Enqueueing_the_key_of_a_submitted_job_returns_it_even_if_its_input_is_no_longer_valid(LedgerState state)
    {
        var ledger = new UnreliableLedger();
        using var host = Shop.Build(Register, ledger: ledger);
        Put(ledger, state);

        var job = await host.Jobs().EnqueueAsync("order-1", Shop.Model, JsonElement.Parse(Invalid));

        Assert.Equal(("order-1", state), (job.Key, job.State));
    }

    [Fact]
    public async Task A_refused_job_is_enqueued_again_only_with_a_valid_input()
    {
        var ledger = new UnreliableLedger();
        using var host = Shop.Build(Register, ledger: ledger);
        Put(ledger, LedgerState.Refused);

        await Assert.ThrowsAsync<ModelInputException>(
            () => host.Jobs().EnqueueAsync("order-1", Shop.Model, JsonElement.Parse(Invalid)));
    }

    private static void Put(UnreliableLedger ledger, LedgerState state) => ledger.Put(
        ledger.IntentOf("order-1", Shop.Model, System.Text.Encoding.UTF8.GetBytes(Invalid), "RunComfy") with
        {
            State = state,
            RequestId = state == LedgerState.Refused ? null : "req-1",
            Version = 3,
        });
}
