using SchemaSdk.Durable.Calls;

namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class CommitTests : FileTest
{
    private const int PageLength = 4096 + 24;

    private static readonly LedgerEntry Intent =
        Draft.Intent("order-1") with { Service = "runcomfy", Customer = "ada", PriceUsd = 0.25m };

    private static readonly LedgerEntry Sending = Intent.Next(
        LedgerFact.Sending(Guid.NewGuid(), budgetUsd: null, hasOwnToken: true, sentHash: "01"), Draft.Now);

    [Theory]
    [InlineData(LedgerState.Sending, LedgerState.Accepted)]
    [InlineData(LedgerState.Accepted, LedgerState.Ended)]
    public async Task An_entry_writes_three_pages(LedgerState last, LedgerState next)
    {
        await using var ledger = new SqliteJobLedger(Path, new() { Ledger = new JobLedgerOptions { TimeProvider = new FakeTime() } });
        var entry = await ledger.UpToAsync("order", last);
        var before = new FileInfo($"{Path}-wal").Length;

        await ledger.NextAsync(entry, next, "req-order");

        Assert.Equal(3, (new FileInfo($"{Path}-wal").Length - before) / PageLength);
    }

    [Fact]
    public void A_commit_reaches_the_disk_on_macOS_too()
    {
        var file = new SqliteFile(Path, TimeSpan.Zero);
        var session = file.Open(TimeProvider.System);
        var isFull = session.Scalar("pragma fullfsync");
        file.Close(session);

        Assert.Equal(1L, isFull);
    }

    [Fact]
    public async Task A_commit_waits_for_as_many_callers_as_last_time()
    {
        var (groups, first) = (new List<int>(), new TaskCompletionSource());
        var crowd = CrowdOf(async calls =>
        {
            groups.Add(calls.Count);
            await (groups.Count == 1 ? first.Task : Task.CompletedTask);
            calls.ForEach(static call => call.TrySetResult(null));
        });
        var alone = Calls(crowd, 0, 1);
        await Task.WhenAny(alone[0].Task, Task.Run(() => SpinWait.SpinUntil(() => groups.Count == 1)));
        var early = Calls(crowd, 1, 2);
        first.SetResult();
        await alone[0].Task;
        var late = Calls(crowd, 3, 1);

        await Task.WhenAll([.. early.Select(static call => call.Task), .. late.Select(static call => call.Task)]);

        Assert.Equal([1, 3], groups);
    }

    [Fact]
    public async Task A_single_caller_does_not_wait_for_others()
    {
        var crowd = CrowdOf(static calls =>
        {
            calls.ForEach(static call => call.TrySetResult(null));
            return Task.CompletedTask;
        });

        for (var at = 0; at < 100; at++)
        {
            await Calls(crowd, at, 1)[0].Task;
        }
    }

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

    // If a commit waited for more callers, it would wait for an hour, and the test would fail.
    private static Crowd<FindCall> CrowdOf(Func<List<FindCall>, Task> take) => new(
        lanes: 1, most: 512, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan, TimeProvider.System, (calls, _) => take(calls));

    private static List<FindCall> Calls(Crowd<FindCall> crowd, int first, int count)
    {
        var calls = Enumerable.Range(first, count).Select(static at => new FindCall($"order-{at}")).ToList();
        calls.ForEach(crowd.Add);
        return calls;
    }
}
