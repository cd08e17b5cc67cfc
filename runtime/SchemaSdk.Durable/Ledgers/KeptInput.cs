using SchemaSdk.Submitting;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>The input of a job that is left to a worker, whose files are copied.</summary>
internal sealed class KeptInput(ModelClient client, ModelInfo model, string key, WrittenInput input)
{
    /// <returns>The input as it is kept.</returns>
    internal async Task<ReadOnlyMemory<byte>> KeepAsync(JobLedger? goal, CancellationToken cancellationToken)
    {
        var ledger = client.Ledger as JobLedger;
        if (goal is not null && goal != ledger)
        {
            throw CopyErrors.OtherLedger(model.Id, key, ledger?.Options.InputFolder, goal.Options.InputFolder);
        }

        var settings = client.Parts.Line.Settings;
        if (settings.ValidateInput)
        {
            InputText.Check(model, input);
        }

        var folder = ledger?.Options.Inputs ?? throw CopyErrors.NoFolder(model.Id, key);
        while (!ledger.Claims.TryTake(key, out var other))
        {
            // The call that submits the job right now removes its copies.
            await other.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var job = new CopiedJob(key, model.Id, ledger.Options.Cipher);
            var copies = await folder.KeepAsync(input.Files!, input.Text, job, settings.Uploads.Request, cancellationToken)
                .ConfigureAwait(false);
            if (await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } known && NeedlessCopies.IsSent(known)
                && folder.TryRemove(key) is { } left)
            {
                Log.CopiesLeft(settings.Log, key, known.RequestId ?? "", model.Id, left.GetType().Name);
            }

            return InputCopies.TextOf(input.Text, copies);
        }
        finally
        {
            ledger.Claims.Release(key);
        }
    }
}
