namespace SchemaSdk.Ledgers;

/// <summary>The lines that one job puts down in its ledger, one after the other.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="time">The clock of the client.</param>
/// <param name="entry">The job as its last line says.</param>
internal sealed class JobLines(JobLedger ledger, TimeProvider time, LedgerEntry entry) : IJobLines
{
    private readonly object _gate = new();
    private LedgerEntry _entry = entry;
    private Task _last = Task.CompletedTask;

    public string Key => _entry.Key;

    public Task SendingAsync() => PutAsync(last => last with
    {
        State = LedgerState.Sending,
        Attempts = last.Attempts + 1,
        SentAt = time.GetUtcNow(),
    });

    public Task PostponedAsync() =>
        PutAsync(last => last.State == LedgerState.Sending ? last with { State = LedgerState.Intended } : null);

    public Task AcceptedAsync(string requestId) =>
        PutAsync(last => last with { State = LedgerState.Accepted, RequestId = requestId });

    public Task RefusedAsync() => PutAsync(last => last with { State = LedgerState.Refused });

    public Task NotTakenAsync() =>
        PutAsync(last => !last.IsQueued ? last with { State = LedgerState.Refused }
            : last.State == LedgerState.Sending ? last with { State = LedgerState.Intended }
            : null);

    public Task UnknownAsync(string? requestId) =>
        PutAsync(last => last with { State = LedgerState.Unknown, RequestId = requestId });

    public Task EndedAsync(JobState outcome, decimal? costUsd, ReadOnlyMemory<byte> result) =>
        PutAsync(last => last.State is LedgerState.Ended or LedgerState.Delivered ? null : last with
        {
            State = LedgerState.Ended,
            Outcome = outcome,
            CostUsd = costUsd,
            Result = result,
        }, mayBeAnothers: true);

    public Task DeliveredAsync() =>
        PutAsync(last => last.State == LedgerState.Ended ? last with { State = LedgerState.Delivered } : null, mayBeAnothers: true);

    public IJobLines LeavingDelivery() => new LinesWithoutDelivery(this);

    private static async Task Quietly(Task writing) => await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // next: the line after the last one; null: nothing is to be put down.
    // mayBeAnothers: whether somebody else who waits for the same job may have put a line down meanwhile.
    private Task PutAsync(Func<LedgerEntry, LedgerEntry?> next, bool mayBeAnothers = false)
    {
        lock (_gate)
        {
            return _last = AfterAsync(_last, next, mayBeAnothers);
        }
    }

    private async Task AfterAsync(Task before, Func<LedgerEntry, LedgerEntry?> next, bool mayBeAnothers)
    {
        // What came of an earlier line was told to whoever put it down.
        await Quietly(before).ConfigureAwait(false);
        while (next(_entry) is { } line)
        {
            line = line with { Version = _entry.Version + 1, ChangedAt = time.GetUtcNow() };
            try
            {
                await ledger.RecordAsync(line, CancellationToken.None).ConfigureAwait(false);
                _entry = line with { Input = default, Result = default };
                return;
            }
            catch (ModelLedgerException) when (mayBeAnothers)
            {
                var found = await ledger.FindAsync(_entry.Key, CancellationToken.None).ConfigureAwait(false);
                if (found is null || found.Version <= _entry.Version)
                {
                    throw;
                }

                _entry = found with { Input = default, Result = default };
            }
        }
    }
}
