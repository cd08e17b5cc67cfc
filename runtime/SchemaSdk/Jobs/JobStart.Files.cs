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
            if (await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } known && NeedlessCopies.IsSent(known))
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

    // failure: that for which they may still be there; null where they are gone or needed.
    private void CopiesLeft(string key, string modelId, Exception? failure)
    {
        if (failure is not null)
        {
            Log.CopiesLeft(shared.Line.Settings.Log, key, requestId: "", modelId, failure.GetType().Name);
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
