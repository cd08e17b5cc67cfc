namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that reads an existing job when a call begins its key, but returns it only later.</summary>
internal sealed class LateLedger(JobLedger inner) : ForwardingLedger(inner)
{
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once a job has been read and is about to be returned.</summary>
    public Task Read => Soon.Async(_read.Task);

    public void Go() => _go.SetResult();

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        var known = await base.BeginAsync(intent, cancellationToken);
        if (known is not null)
        {
            _read.TrySetResult();
            await _go.Task;
        }

        return known;
    }
}
