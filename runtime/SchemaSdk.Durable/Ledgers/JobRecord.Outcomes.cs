using SchemaSdk.Telemetry;

namespace SchemaSdk.Durable.Ledgers;

/// <content>What became of a submit, now or later, and the copies of its files that are no longer needed.</content>
internal sealed partial class JobRecord
{
    /// <summary>True if files of its input were copied for this call.</summary>
    internal bool HasCopies { get; init; }

    /// <summary>True if the caller gave it its key, with which a later call may come.</summary>
    internal bool HasOwnKey { get; init; }

    private InputCopies? Folder => HasCopies ? _ledger.Options.Inputs : null;

    public override async Task OutcomeAsync(SubmitOutcome outcome)
    {
        if (outcome.Kind == SubmitOutcomeKind.Postponed)
        {
            await PostponedAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            await PutAsync(outcome).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // Whatever a ledger of the application throws, the line is tried again.
            RemoveUnnamed(outcome);
            PutLater(outcome, failure);
            throw;
        }

        RemoveUnnamed(outcome);
        await RemoveAsync(outcome).ConfigureAwait(false);
        if (outcome.Error is not (null or ModelBudgetException))
        {
            // A queued job keeps its state, so no line was written. The Sending line may be in the ledger all the same.
            PutLater(outcome, outcome.Error, isOfSubmit: true);
        }
    }

    /// <summary>A later try to record an outcome has failed.</summary>
    internal void NotPut(SubmitOutcome outcome, Exception failure) => Watch(failure, outcome.RequestId ?? "");

    /// <summary>Records an outcome later.</summary>
    internal async Task PutLateAsync(SubmitOutcome outcome)
    {
        await PutAsync(outcome).ConfigureAwait(false);
        await RemoveAsync(outcome).ConfigureAwait(false);
    }

    /// <summary>An outcome was recorded later.</summary>
    internal void TellLate(SubmitOutcome outcome, TimeSpan elapsed)
    {
        if (Logger is not null)
        {
            Log.RecordedLate(Logger, Key, outcome.RequestId ?? "", _entry.ModelId, elapsed);
        }
    }

    // Where it cannot stand there as sent by this call, another process may be sending it.
    private void PutLater(SubmitOutcome outcome, Exception failure, bool isOfSubmit = false)
    {
        if ((MayBeSending || (IsSending && !isOfSubmit)) && !LateLine.IsOver(_ledger, failure))
        {
            new LateLine(_ledger, _time, this, outcome).Begin();
        }
    }

    // Nothing runs, and no other call can come with a key that was made up for this one.
    private void RemoveUnnamed(SubmitOutcome outcome)
    {
        if (!HasOwnKey && outcome.Kind is SubmitOutcomeKind.NotTaken or SubmitOutcomeKind.Refused
            && outcome.Error is not ModelLedgerException { IsConflict: true })
        {
            Tell(Folder?.TryRemove(Key));
        }
    }

    private async Task RemoveAsync(SubmitOutcome outcome)
    {
        if (Folder is null)
        {
            return;
        }

        if (outcome.Kind == SubmitOutcomeKind.Accepted)
        {
            Tell(Folder.TryRemove(Key));
        }
        else if (outcome.Kind == SubmitOutcomeKind.Refused)
        {
            Tell(await NeedlessCopies.RemoveUnsentAsync(_ledger, Key).ConfigureAwait(false));
        }
    }

    // failure: that for which copies may still be there; null where they are gone or needed.
    private void Tell(Exception? failure)
    {
        if (failure is not null && Logger is not null)
        {
            Log.CopiesLeft(Logger, Key, _entry.RequestId ?? "", _entry.ModelId, failure.GetType().Name);
        }
    }
}
