using SchemaSdk.Ledgers;
using SchemaSdk.Submitting;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <content>The files of inputs that a ledger keeps.</content>
internal sealed partial class JobStart
{
    private IInputFolder? Copies => shared.Line.Settings.Ledger?.Options.Inputs;

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
        if (await shared.Line.Settings.Ledger!.FindAsync(key, CancellationToken.None).ConfigureAwait(false) is { } known)
        {
            ForgetCopies(known);
        }
    }

    private void ForgetCopies(LedgerEntry known)
    {
        var claims = shared.Line.Settings.Ledger!.Claims;
        if (known.State is not (LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered)
            || !claims.TryTake(known.Key, out _))
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
