using SchemaSdk.Events;
using SchemaSdk.Files;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>Gives the key of a call to one job, by what the ledger says of it.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="call">The call.</param>
internal sealed class JobBeginning(JobLedger ledger, LedgerCall call)
{
    // The ledger of many processes does not tell when another one is done.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _key = call.Key ?? Guid.NewGuid().ToString("n");
    private readonly InputCopies? _folder = call.Files is null ? null : ledger.Options.Inputs;

    /// <inheritdoc cref="ModelLedger.BeginAsync" />
    internal async Task<LedgerJob> RunAsync(CancellationToken cancellationToken)
    {
        if (call.Files is not null && _folder is null)
        {
            throw CopyErrors.NoFolder(call.ModelId, _key);
        }

        var (given, intent) = (call.Files, (LedgerEntry?)null);
        try
        {
            while (true)
            {
                if (!ledger.Claims.TryTake(_key, out var other))
                {
                    await other.WaitAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

                JobRecord? job = null;
                try
                {
                    intent ??= await IntentAsync(cancellationToken).ConfigureAwait(false);
                    job = await TakeAsync(intent with { ChangedAt = call.TimeProvider.GetUtcNow() }, cancellationToken)
                        .ConfigureAwait(false);
                    if (job is { Known: null } && given is not null)
                    {
                        // Copies that an earlier process made may have changed.
                        await CheckAsync(job, given, cancellationToken).ConfigureAwait(false);
                    }
                }
                finally
                {
                    if (job is not { Known: null })
                    {
                        ledger.Claims.Release(_key);
                    }
                }

                if (job is { Known: not null })
                {
                    Tell(NeedlessCopies.Remove(ledger, job.Entry));
                }

                if (job is not null)
                {
                    return job;
                }

                await Task.Delay(Pause, call.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (_folder is not null)
        {
            // No other call can come with a key that was made for this one. Of one that others know, the job may have been accepted
            // before the copies were made again.
            Tell(call.Key is null ? _folder.TryRemove(_key)
                : exception is ModelException ? await NeedlessCopies.RemoveSentAsync(ledger, _key).ConfigureAwait(false)
                : null);
            throw;
        }
    }

    /// <summary>The exception for a key that is that of another job.</summary>
    internal static ModelLedgerException KeyTaken(LedgerEntry intent, LedgerEntry known) => new(
        $"The key \"{ErrorText.Cut(intent.Key)}\" is that of another job: "
        + (known.ModelId != intent.ModelId
            ? $"one of {known.ModelId}, and not of {intent.ModelId}."
            : $"its input has the SHA-256 {known.InputHash}, and this one {intent.InputHash}.")
        + " Nothing was sent. One key is for one input: give this one another.")
    {
        ModelId = intent.ModelId,
        Key = intent.Key,
        IsKeyTaken = true,
    };

    private CopiedJob JobOf() => new(_key, call.ModelId, ledger.Options.Cipher);

    private async ValueTask<LedgerEntry> IntentAsync(CancellationToken cancellationToken)
    {
        var input = call.Input;
        if (call.Files is { } files)
        {
            call.Files = await _folder!.KeepAsync(files, input, JobOf(), call.MaxFileBytes, cancellationToken).ConfigureAwait(false);
            input = InputCopies.TextOf(input, call.Files);
        }

        return LedgerInputs.EntryOf(ledger.Options, _key, call.ModelId, input, call.Service);
    }

    // Null: another process submits under the key right now.
    private async Task<JobRecord?> TakeAsync(LedgerEntry intent, CancellationToken cancellationToken)
    {
        try
        {
            var known = await ledger.BeginAsync(intent, cancellationToken).ConfigureAwait(false);
            if (known is not null && (known.ModelId != intent.ModelId || known.InputHash != intent.InputHash))
            {
                throw KeyTaken(intent, known);
            }

            var mine = (known ?? intent).ForService(call.Service);
            switch (known?.State)
            {
                case LedgerState.Intended or LedgerState.Refused when IsAnothers(known):
                    return null;
                case null or LedgerState.Intended or LedgerState.Refused:
                    return RecordOf(mine, state: null).Held();
                case LedgerState.Sending when known.Lease.Owner == ledger.Owner:
                    // No call submits it: a line after it could not be recorded.
                    return await ForsakeAsync(mine).ConfigureAwait(false);
                case LedgerState.Sending:
                    return null;
                default:
                    return RecordOf(mine, ledger.KnownOf(ledger.Opened(mine)));
            }
        }
        catch (ModelLedgerException exception) when (exception.ModelId is null)
        {
            throw NotBegun(intent, exception);
        }
    }

    private JobRecord RecordOf(LedgerEntry known, KnownJob? state) => new(ledger, known)
    {
        State = state,
        Time = call.TimeProvider,
        Logger = call.Logger,
        BudgetUsd = ledger.KeepsBudgets ? call.BudgetUsd : null,
        LeavesDelivery = call.LeavesDelivery,
        IsOfWorker = call.IsOfWorker,
        HasCopies = call.Files is not null,
        HasOwnKey = call.Key is not null,
    };

    // The ledger alone says whether the other one still has it: the clock of this machine may be wrong.
    private bool IsAnothers(LedgerEntry known) => known.Lease.Owner is not null && known.Lease.Owner != ledger.Owner;

    private async Task<JobRecord> ForsakeAsync(LedgerEntry known)
    {
        var state = ledger.KnownOf(known with { State = LedgerState.Unknown, RequestId = null });
        var job = RecordOf(known, state);
        try
        {
            await job.UnknownAsync().ConfigureAwait(false);
        }
        catch (ModelLedgerException)
        {
            // It is unknown all the same: the caller hears so, and the next one who comes tries again to record it.
        }

        return job;
    }

    private async Task CheckAsync(JobRecord job, InputFiles files, CancellationToken cancellationToken)
    {
        try
        {
            await InputCopies.CheckAsync(files, JobOf(), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Goes on as it is; others may submit the job.
            job.ReleaseAsync().Watch(call.Logger, _key, requestId: "", call.ModelId);
            job.Dispose();
            throw;
        }
    }

    private void Tell(Exception? failure)
    {
        if (failure is not null)
        {
            Log.CopiesLeft(call.Logger, _key, requestId: "", call.ModelId, failure.GetType().Name);
        }
    }

    private static ModelLedgerException NotBegun(LedgerEntry intent, ModelLedgerException cause) => new(
        $"This call submitted nothing to {intent.ModelId}, since its ledger failed: {cause.Message}", cause)
    {
        ModelId = intent.ModelId,
        Key = intent.Key,
        IsConflict = cause.IsConflict,
        IsLasting = cause.IsLasting,
    };
}
