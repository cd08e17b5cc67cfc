namespace SchemaSdk;

/// <content>The work that is left to workers.</content>
public sealed partial class FileJobLedger
{
    // Of two workers that wait, the one that is told may have no room: the other one looks by itself in the end.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        cancellationToken.ThrowIfCancellationRequested();
        _writer.ThrowIfBroken();
        return new(_jobs.Claim(work, count));
    }

    /// <summary>Counts the jobs.</summary>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <exception cref="ModelLedgerException">Nothing can be written any more, until the ledger is opened anew.</exception>
    public override ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        _writer.ThrowIfBroken();
        return base.SummarizeAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _jobs.Release(keys);
        return default;
    }

    /// <summary>Waits until a job has come for a worker since the last wait, and at most for ten seconds. It may end early.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public override async Task WaitForWorkAsync(CancellationToken cancellationToken = default)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_jobs.NewsAsync(), Task.Delay(LongestWait, Options.TimeProvider, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
