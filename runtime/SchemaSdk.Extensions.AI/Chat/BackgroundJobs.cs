using System.Text;
using SchemaSdk.Durable.Ledgers;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Ledgers;
using SchemaSdk.Reconciling;

namespace SchemaSdk.Extensions.AI.Chat;

/// <summary>Finds jobs that outlive a call. The continuation token of a job contains the job's key in the ledger.</summary>
internal sealed class BackgroundJobs<TInput, TOutput>(AdaptedModel<TInput, TOutput> model)
{
    // The longest key has 200 characters, which take at most 800 bytes in UTF-8.
    private const int MostBytes = 800;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidOperationException">The client has no ledger.</exception>
    internal JobLedger Ledger => model.Client.Ledger as JobLedger ?? throw new InvalidOperationException(
        "AllowBackgroundResponses and continuation tokens need a ledger, because the token is the key of the job in the ledger. Set "
        + "ModelClientOptions.Ledger, for example to a SqliteJobLedger. Nothing was sent.");

    internal static ResponseContinuationToken TokenOf(string key) => ResponseContinuationToken.FromBytes(Encoding.UTF8.GetBytes(key));

    /// <summary>Finds the job to which a continuation token refers.</summary>
    /// <returns>The job; null if it is still being submitted.</returns>
    /// <exception cref="ArgumentException">The token does not belong to a job of this model and customer.</exception>
    /// <exception cref="ModelException">The job was not accepted, or it is not known whether it was.</exception>
    internal async Task<ModelJob<AdaptedOutput<TOutput>>?> FindAsync(
        ResponseContinuationToken token, string? customer, CancellationToken cancellationToken)
    {
        var key = KeyOf(token);
        var entry = await Ledger.FindAsync(key, cancellationToken).ConfigureAwait(false);

        // The message of the exception must not reveal which keys exist, so all these cases get the same message.
        if (entry is null || entry.ModelId != model.Model.ModelId || entry.Customer != customer
            || (entry.Service is { } service && service != model.Service))
        {
            throw Foreign();
        }

        // A job in the state Sending is still being submitted. Once its process is presumed dead, the ledger returns Unknown instead.
        return entry.State switch
        {
            LedgerState.Intended or LedgerState.Sending => null,
            LedgerState.Refused => throw new ModelException(
                $"The job \"{key}\" of {entry.ModelId} was refused and is not running. "
                + (entry.Refused?.Reason ?? "The ledger does not say why."))
            {
                ModelId = entry.ModelId,
                Key = key,
            },
            LedgerState.Unknown => throw new ModelSubmissionUnknownException(
                $"It is not known whether the service accepted the job \"{key}\" of {entry.ModelId}. The job may be charged, so it is not "
                + "sent again. Look for it at the service, and settle it with JobLedger.SettleAsync or 'schemasdk jobs settle'.")
            {
                ModelId = entry.ModelId,
                Key = key,
                RequestId = entry.RequestId,
                SentAt = entry.Attempt?.SentAt ?? entry.ChangedAt,
                Search = new UnknownSearch(model.Client.Parts.Reconciler, LedgerUnknown.Of(Ledger, entry, model.Client)),
            },
            _ => model.Endpoint.Attach(entry),
        };
    }

    private string KeyOf(ResponseContinuationToken token)
    {
        try
        {
            var bytes = token.ToBytes();
            return bytes.Length <= MostBytes && Strict.GetString(bytes.Span) is var key && KeyForm.IsKey(key) ? key : throw Foreign();
        }
        catch (DecoderFallbackException)
        {
            throw Foreign();
        }
    }

    private ArgumentException Foreign() =>
        new($"The continuation token does not belong to a job of {model.Model.ModelId} that this caller may read.", "options");
}
