using SchemaSdk.Telemetry;

namespace SchemaSdk;

/// <content>The jobs of clients.</content>
public abstract partial class JobLedger
{
    /// <inheritdoc />
    public sealed override Task<LedgerJob> BeginAsync(LedgerCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        NamedCopies.Read(Options, call);
        call.Check?.Invoke(call);
        return new JobBeginning(this, call).RunAsync(cancellationToken);
    }

    /// <exception cref="InvalidOperationException">The client has none.</exception>
    internal static JobLedger Of(ModelClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Ledger as JobLedger ?? throw new InvalidOperationException(
            "The client has no JobLedger, so a job can neither be left to a worker nor be taken up by its entry: set "
            + "ModelClientOptions.Ledger, or attach to the id of the job.");
    }

    /// <summary>Takes up a job that is known.</summary>
    /// <exception cref="ModelLedgerException">It is of another service, or its result cannot be decrypted.</exception>
    internal JobRecord RecordOf(ModelClient client, LedgerEntry entry, RunOptions? options)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var settings = client.Parts.Line.Settings;
        var known = entry.ForService(settings.Service.Names.Name);
        if (NeedlessCopies.Remove(this, known) is { } left)
        {
            Log.CopiesLeft(settings.Log, known.Key, known.RequestId ?? "", known.ModelId, left.GetType().Name);
        }

        return new JobRecord(this, known)
        {
            State = KnownOf(Opened(known)),
            Time = client.Parts.Line.Time,
            Logger = settings.Log,
            LeavesDelivery = options?.LeavesDelivery == true,
            IsOfWorker = options?.LeavesDelivery == true,
        };
    }

    /// <summary>The options of a caller who has claimed a job, and reports by itself what fails.</summary>
    internal static RunOptions? OfWorker(RunOptions? options) =>
        options?.LeavesDelivery == true ? options with { IsOfWorker = true } : options;

    /// <summary>Describes a job that was sent to a client.</summary>
    internal KnownJob KnownOf(LedgerEntry opened) => new()
    {
        ModelId = opened.ModelId,
        IsUnknown = opened.State == LedgerState.Unknown,
        RequestId = opened.RequestId,
        SentAt = opened.Attempt?.SentAt ?? opened.ChangedAt,
        Outcome = opened.End?.Outcome,
        Answer = opened.Result,
    };
}
