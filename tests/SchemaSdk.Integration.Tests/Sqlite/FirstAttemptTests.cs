namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Tests that one write records a job without a key together with its first attempt.</summary>
public sealed class FirstAttemptTests : FileTest
{
    private static readonly LedgerEntry Intent =
        Draft.Intent("order-1") with { Service = "runcomfy", Customer = "ada", PriceUsd = 0.25m };

    private static readonly LedgerEntry Sending = Intent.Next(
        LedgerFact.Sending(Guid.NewGuid(), budgetUsd: null, hasOwnToken: true, sentHash: "01"), Draft.Now);

    [Fact]
    public async Task A_first_attempt_is_recorded_with_its_job_in_one_write()
    {
        await using var ledger = new RecordingLedger(Path, new());
        Assert.True(await ledger.BeginAsync(Intent, Sending));
        var texts = ledger.Noted.Texts.ToList();

        Assert.Contains(texts, static text => text.StartsWith("insert into jobs", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, static text => text.StartsWith("update or fail jobs", StringComparison.Ordinal));
        var found = await ledger.FindAsync("order-1");
        Assert.Equal(
            Sending with { Input = found!.Input, Lease = new() { Owner = ledger.Owner, Until = found.Lease.Until, Epoch = 1 } }, found);
        Assert.True(Intent.Input.Span.SequenceEqual(found.Input.Span));
    }

    [Fact]
    public async Task A_second_first_attempt_of_a_key_is_a_conflict_but_a_repeated_one_is_not()
    {
        await using var ledger = new SqliteJobLedger(Path);
        await ledger.BeginAsync(Intent, Sending);
        await ledger.BeginAsync(Intent, Sending);

        var other = Intent.Next(LedgerFact.Sending(Guid.NewGuid()), Draft.Now);
        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Intent, other).AsTask());

        Assert.True(error.IsConflict);
    }

    [Fact]
    public async Task A_first_attempt_that_a_budget_covers_is_left_to_the_check_of_the_budget()
    {
        await using var ledger = new SqliteJobLedger(Path, new() { Budgets = [new LedgerBudget { LimitUsd = 0.2m }] });

        Assert.False(await ledger.BeginAsync(Intent, Sending));

        Assert.Equal(LedgerState.Intended, await ledger.StateOfAsync("order-1"));
    }
}
