using SchemaSdk.Telemetry;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>
/// A job of a <see cref="JobLedger"/>, as one call or worker sees it. It makes all lines from the first attempt to send the job on.
/// </summary>
internal sealed partial class JobRecord : LedgerJob
{
    private readonly object _gate = new();
    private readonly JobLedger _ledger;
    private readonly TimeProvider _time;
    private LedgerEntry _entry;
    private Task _last = Task.CompletedTask;
    private int _isHeld;

    // Whether the job is taken for this call: a worker gives back by itself what it has claimed.
    private bool _isTaken;

    // Whether another caller was quicker to send it.
    private bool _isLost;

    /// <param name="ledger">The ledger.</param>
    /// <param name="entry">The job as its last line says.</param>
    internal JobRecord(JobLedger ledger, LedgerEntry entry)
    {
        _ledger = ledger;
        _time = ledger.Options.TimeProvider;
        _entry = entry.WithoutContent();
        _isTaken = entry.State is LedgerState.Intended or LedgerState.Refused
            && !(entry is { State: LedgerState.Intended, IsQueued: true } && entry.Lease.Owner == ledger.Owner);
    }

    public override string Key => _entry.Key;

    public override KnownJob? Known => State;

    public override bool NeedsPrice => _ledger.NeedsPrices || BudgetUsd is not null;

    internal KnownJob? State { get; init; }

    /// <summary>The clock of the client.</summary>
    internal TimeProvider Time { get => _time; init => _time = value; }

    /// <summary>The messages of the client; null: the caller hears of all that fails.</summary>
    internal ILogger? Logger { get; init; }

    /// <summary>The limit that the ledger holds for the client; null: none.</summary>
    internal decimal? BudgetUsd { get; init; }

    internal bool LeavesDelivery { get; init; }

    internal bool IsOfWorker { get; init; }

    /// <summary>The job as its last line says.</summary>
    internal LedgerEntry Entry => _entry;

    /// <summary>The call has the key in this process until it disposes of this.</summary>
    internal JobRecord Held()
    {
        _isHeld = 1;
        return this;
    }

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _isHeld, 0) == 1)
        {
            _ledger.Claims.Release(Key);
        }
    }

    public override Task ReleaseAsync() =>
        !LeavesDelivery ? ReleaseAsync(mayHaveEnded: true)
        : IsOfWorker ? Task.CompletedTask
        : ReleaseAsync(mayHaveEnded: false);

    // mayHaveEnded: false where the caller alone delivers it.
    private Task ReleaseAsync(bool mayHaveEnded)
    {
        lock (_gate)
        {
            return _isTaken ? _last = ReleaseAsync(_last, mayHaveEnded) : Task.CompletedTask;
        }
    }

    private async Task ReleaseAsync(Task before, bool mayHaveEnded)
    {
        await Quietly(before).ConfigureAwait(false);

        // One that is being sent, by what the ledger knows, stays with this process: its lease has to end first.
        if (_isTaken
            && (_entry.State is LedgerState.Intended or LedgerState.Accepted || (_entry.State == LedgerState.Ended && mayHaveEnded)))
        {
            await _ledger.ReleaseAsync([Key], CancellationToken.None).ConfigureAwait(false);
            _isTaken = false;
        }
    }

    private static async Task Quietly(Task writing) => await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // next: the step after the last line; null: nothing is to be recorded.
    // mayBeAnothers: whether another call that waits for the same job may have recorded a line meanwhile.
    private Task PutAsync(Func<LedgerEntry, LedgerFact?> next, bool mayBeAnothers = false)
    {
        lock (_gate)
        {
            return _last = AfterAsync(_last, next, mayBeAnothers);
        }
    }

    private async Task AfterAsync(Task before, Func<LedgerEntry, LedgerFact?> next, bool mayBeAnothers)
    {
        if (!before.IsCompleted)
        {
            // The caller of an earlier line was told what became of it.
            await Quietly(before).ConfigureAwait(false);
        }

        while (next(_entry) is { } fact)
        {
            var line = _entry.Next(fact, _time.GetUtcNow());
            try
            {
                await _ledger.RecordAsync(line, CancellationToken.None).ConfigureAwait(false);
                _entry = line.WithoutContent();
                _sent = _entry.State == LedgerState.Sending ? _entry.Attempts : _sent;
                return;
            }
            catch (ModelLedgerException exception) when (mayBeAnothers)
            {
                var found = await _ledger.FindAsync(Key, CancellationToken.None).ConfigureAwait(false);
                if (found is not null && _entry.IsOtherThan(found))
                {
                    throw Forgotten(line, exception);
                }

                var isAsBefore = found?.Version <= _entry.Version && found.Lease.Epoch == _entry.Lease.Epoch;
                if (found is null || (isAsBefore && !await IsOfAnotherAsync(line).ConfigureAwait(false)))
                {
                    throw;
                }

                Take(found);
            }
        }
    }

    private void Take(LedgerEntry found) =>
        _entry = found with { Service = found.Service ?? _entry.Service, Input = default, Result = default };

    private void Watch(Exception failure, string requestId)
    {
        // An id would be lost with the process. Without one, the worker reports for all of its jobs that the ledger takes no line.
        if (Logger is not null && (requestId.Length > 0 || !IsOfWorker))
        {
            Log.NotRecorded(Logger, Key, requestId, _entry.ModelId, failure.GetType().Name);
        }
    }

    private ModelLedgerException Forgotten(LedgerEntry line, ModelLedgerException cause)
    {
        // The key is left to the later job.
        (_isForgotten, _isTaken) = (true, false);
        return new ModelLedgerException(
            $"{line.State} was not recorded of request {_entry.RequestId}: the ledger has forgotten it since, and its key "
            + $"\"{ErrorText.Cut(Key)}\" is that of a later job. Attach to it by its id.",
            cause)
        {
            ModelId = _entry.ModelId,
            RequestId = _entry.RequestId,
            Key = Key,
            IsConflict = true,
        };
    }
}
