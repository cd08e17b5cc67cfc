namespace SchemaSdk.Durable.Testing;

/// <content>Tests of cancelled calls and disposed ledgers.</content>
public abstract partial class LedgerLaw
{
    // How long to wait for a released job. Long, because a process that never pauses can keep others waiting for the database lock.
    private const int MostMilliseconds = 20_000;

    /// <summary>
    /// If a call that records an entry is cancelled, the next call finds the job either with or without that entry, and can continue.
    /// </summary>
    [Fact]
    public async Task A_canceled_entry_is_recorded_whole_or_not_at_all()
    {
        for (var at = 0; at < 20; at++)
        {
            var intent = Draft.Queued($"k{at}");
            await CancelAsync(token => Ledger.BeginAsync(intent, token).AsTask());
            var known = await Ledger.BeginAsync(intent) ?? intent;
            Assert.Equal((1, LedgerState.Intended, Draft.Input), (known.Version, known.State, known.Input.Text()));

            await CancelAsync(token => Ledger.RecordAsync(known.Next(LedgerState.Sending), token).AsTask());
            while (await Ledger.FindAsync(known.Key) is { State: LedgerState.Intended } last)
            {
                // This fails if the cancelled call has recorded its entry after all.
                await Record.ExceptionAsync(() => Ledger.NextAsync(last, LedgerState.Sending));
            }

            var sent = (await Ledger.FindAsync(known.Key))!;
            Assert.Equal((2, 1, Draft.Input), (sent.Version, sent.Attempt?.Number, sent.Input.Text()));
        }

        Assert.Equal(20, (await Ledger.SummarizeAsync()).Sending);
    }

    /// <summary>If a call to claim a job is cancelled after the claim was made, the job is released again.</summary>
    [Fact]
    public async Task A_canceled_claim_keeps_no_job()
    {
        var other = await OpenOtherAsync();
        for (var at = 0; at < 20; at++)
        {
            await Ledger.BeginAsync(Draft.Queued($"k{at}"));
            IReadOnlyList<LedgerEntry> got = [];
            await CancelAsync(async token => got = await Ledger.ClaimAsync(LedgerWork.Submit, 1, token));
            await Ledger.ReleaseAsync([.. got.Keys()]);

            IReadOnlyList<LedgerEntry> claimed = [];
            for (var start = Environment.TickCount64; claimed.Count == 0 && Environment.TickCount64 - start < MostMilliseconds;)
            {
                claimed = await other.ClaimAsync(LedgerWork.Submit, 1);
            }

            Assert.Equal([$"k{at}"], claimed.Keys());
        }
    }

    /// <summary>Each call to a disposed ledger fails with a message that says so, and nothing is recorded.</summary>
    [Fact]
    public async Task A_disposed_ledger_refuses_every_call()
    {
        var leaving = await OpenOtherAsync();
        await leaving.BeginAsync(Draft.Queued("a"));
        Assert.False(leaving.IsDisposed);

        await LeaveAsync(leaving);

        Assert.True(leaving.IsDisposed);
        await RefusedAsync(() => leaving.FindAsync("a").AsTask());
        await RefusedAsync(() => leaving.BeginAsync(Draft.Intent("b")).AsTask());
        await RefusedAsync(() => leaving.NextAsync(Draft.Queued("a"), LedgerState.Sending));
        await RefusedAsync(() => leaving.ClaimAsync(LedgerWork.Submit, 1).AsTask());
        await RefusedAsync(() => leaving.ListAsync().AllAsync());
        Assert.Equal(["a"], (await Ledger.ListInStateAsync(LedgerState.Intended).AllAsync()).Keys());
    }

    private static async Task CancelAsync(Func<CancellationToken, Task> call)
    {
        using var stop = new CancellationTokenSource();
        var calling = Record.ExceptionAsync(() => call(stop.Token));
        await stop.CancelAsync().ConfigureAwait(false);
        var error = await calling.ConfigureAwait(false);
        Assert.True(error is null or OperationCanceledException, $"{error}");
    }
}
