using SchemaSdk.Ledgers;
using SchemaSdk.Submitting;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <content>The files of inputs that a ledger keeps.</content>
internal sealed partial class JobStart
{
    /// <summary>As deep as a writer of inputs goes.</summary>
    internal const int MaxInputDepth = 1000;

    private IInputFolder? Copies => shared.Line.Settings.Ledger?.Options.Inputs;

    /// <summary>Copies the files of an input whose job is to be left to a worker.</summary>
    /// <returns>The input as it is kept.</returns>
    /// <exception cref="ModelInputException">The input does not fit, or has a file that cannot be sent.</exception>
    /// <exception cref="ModelLedgerException">The ledger lacks a folder for copies, or one cannot be written.</exception>
    // goal: the ledger in which the job is put down; null: that of this client.
    internal async ValueTask<ReadOnlyMemory<byte>> KeepAsync(
        string key, ModelInfo model, WrittenInput input, JobLedger? goal, CancellationToken cancellationToken)
    {
        if (goal is not null && goal != shared.Line.Settings.Ledger)
        {
            throw new SubmitErrors(model.Id).FilesOfAnotherLedger(key, Copies?.Path, goal.Options.InputFolder);
        }

        if (shared.Line.Settings.ValidateInput)
        {
            InputText.Check(model, input);
        }

        var named = key;
        var copying = CopyingOf(model.Id, input, ref named)!;
        var ledger = shared.Line.Settings.Ledger!;
        while (!ledger.Claims.TryTake(key, out var other))
        {
            // Whoever submits the job right now removes its copies.
            await other.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var text = await copying.KeepAsync(cancellationToken).ConfigureAwait(false);
            if (await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } known && IsSent(known))
            {
                ForgetCopies(key, model.Id, known.RequestId);
            }

            return text;
        }
        finally
        {
            ledger.Claims.Release(key);
        }
    }

    // key: that of the job; null: one is still to be made.
    private InputCopying? CopyingOf(string modelId, WrittenInput input, ref string? key)
    {
        if (input.Files is null)
        {
            return null;
        }

        key ??= Guid.NewGuid().ToString("n");
        var settings = shared.Line.Settings;
        return new InputCopying(
            Copies ?? throw new SubmitErrors(modelId).FilesNotKept(key),
            new CopiedJob(key, modelId, settings.Ledger!.Options.Cipher),
            settings.Uploads.Request,
            input);
    }

    // Somebody may have removed the copies of an accepted job before this call made them again.
    private async ValueTask ForgetNeedlessAsync(string key)
    {
        try
        {
            if (await shared.Line.Settings.Ledger!.FindAsync(key, CancellationToken.None).ConfigureAwait(false) is { } known)
            {
                ForgetCopies(known);
            }
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the caller gets why the job was not begun.
            Log.CopiesLeft(shared.Line.Settings.Log, key, requestId: "", modelId: "", exception.GetType().Name);
        }
    }

    // The kept input of a job that was left to workers names its copies, and may be put down again: by another process, just now.
    private async Task ForgetUnsentAsync(string key, string modelId)
    {
        try
        {
            var known = await shared.Line.Settings.Ledger!.FindAsync(key, CancellationToken.None).ConfigureAwait(false);
            if (known is { State: LedgerState.Refused, IsQueued: false } || (known is not null && IsSent(known)))
            {
                ForgetCopies(key, modelId, known.RequestId);
            }
        }
        catch (Exception exception)
        {
            // Whatever a ledger of the application throws, the caller gets what came of the submit.
            Log.CopiesLeft(shared.Line.Settings.Log, key, requestId: "", modelId, exception.GetType().Name);
        }
    }

    private void ForgetCopies(LedgerEntry known)
    {
        var claims = shared.Line.Settings.Ledger!.Claims;
        if (!IsSent(known) || !claims.TryTake(known.Key, out _))
        {
            return;   // whoever has the key right now makes copies, and removes them
        }

        try
        {
            ForgetCopies(known.Key, known.ModelId, known.RequestId);
        }
        finally
        {
            claims.Release(known.Key);
        }
    }

    private static bool IsSent(LedgerEntry known) =>
        known.State is LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered;

    // Nobody needs the copies any more.
    private void ForgetCopies(string key, string modelId, string? requestId)
    {
        try
        {
            Copies?.Remove(key);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.CopiesLeft(shared.Line.Settings.Log, key, requestId ?? "", modelId, exception.GetType().Name);
        }
    }
}
