using System.Text;

namespace SchemaSdk;

/// <content>The jobs of clients, and the form in which they are kept.</content>
public abstract partial class JobLedger
{
    /// <inheritdoc />
    public sealed override Task<LedgerJob> BeginAsync(LedgerCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ReadCopies(call);
        call.Check?.Invoke(call);
        return new JobBeginning(this, call).RunAsync(cancellationToken);
    }

    /// <summary>Makes the first entry of a job that is left to a worker, for <c>BeginAsync</c>.</summary>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="modelId">The model that is to run.</param>
    /// <param name="input">Its input, as JSON.</param>
    /// <param name="service">The name of the service that is to run it; null: any that has the model.</param>
    /// <exception cref="ArgumentException">The key, the model or the input cannot be one.</exception>
    /// <exception cref="ModelLedgerException">The ledger keeps no inputs, or the input cannot be encrypted.</exception>
    public LedgerEntry IntentOf(string key, string modelId, ReadOnlyMemory<byte> input, string? service = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (!KeyForm.IsKey(key))
        {
            throw new ArgumentException($"\"{ErrorText.Cut(key)}\" cannot be the key of a job: that is {KeyForm.Words}.", nameof(key));
        }

        LedgerInputs.CheckJson(input, nameof(input));
        return Options.KeepsInputs
            ? LedgerInputs.EntryOf(Options, key, modelId, input, service) with
            {
                IsQueued = true,
                ChangedAt = Options.TimeProvider.GetUtcNow(),
            }
            : throw new ModelLedgerException(
                $"The job \"{ErrorText.Cut(key)}\" of {modelId} cannot wait for a worker, since this ledger keeps no inputs. Nothing was "
                + "recorded. Set JobLedgerOptions.KeepsInputs, or run the model directly.",
                key, modelId, isLasting: true);
    }

    /// <summary>Gives an entry with its input and result as they were before <see cref="JobLedgerOptions.Cipher"/>.</summary>
    /// <param name="entry">The entry as it is kept.</param>
    /// <exception cref="ModelLedgerException">They cannot be decrypted: they were changed, or encrypted with another secret.</exception>
    public LedgerEntry Opened(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Options.Cipher is { } cipher && !(entry.Input.IsEmpty && entry.Result.IsEmpty)
            ? entry with
            {
                Input = cipher.Open("input", entry.Key, entry.ModelId, entry.Input),
                Result = cipher.Open("result", entry.Key, entry.ModelId, entry.Result),
            }
            : entry;
    }

    /// <summary>Makes the step that says that a job was refused, or was not sent, and why, for <see cref="LedgerEntry.Next"/>.</summary>
    /// <param name="reason">What its submit threw.</param>
    public LedgerFact RefusalOf(Exception reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var part = reason switch
        {
            ModelException { IsOfInput: true } or ArgumentException or JsonException => LedgerRefusal.Input,
            ModelBudgetException => LedgerRefusal.Budget,
            ModelApiException => LedgerRefusal.Service,
            _ => LedgerRefusal.NotSent,
        };
        return LedgerFact.Refused(RefusedBy(part, reason.Message));
    }

    /// <summary>Words for people that an entry keeps: one line, cut, and text that each store takes.</summary>
    // Half of a surrogate pair would be another text once it is written.
    internal static string Words(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(ErrorText.Cut(text)));

    /// <summary>Makes the line after a first line whose caller has left without an answer: nothing was sent.</summary>
    internal LedgerEntry Withdrawn(LedgerEntry intent, Exception reason) =>
        intent.Next(RefusalOf(reason), Options.TimeProvider.GetUtcNow());

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

        if (known.WasAccepted && Claims.TryTake(known.Key) is { } claim)
        {
            // A call that has the key right now makes copies, and removes them by itself.
            using (claim)
            {
                CopiesOf(known.Key, known.ModelId, settings.Log)?.Remove(known.RequestId);
            }
        }

        return new JobRecord(this, known, KnownOf(Opened(known)))
        {
            Time = client.Parts.Line.Time,
            Logger = settings.Log,
            LeavesDelivery = options?.LeavesDelivery == true,
            IsOfWorker = options?.LeavesDelivery == true,
        };
    }

    /// <summary>Describes a job that was sent to a client.</summary>
    internal static KnownJob KnownOf(LedgerEntry opened) => new()
    {
        ModelId = opened.ModelId,
        IsUnknown = opened.State == LedgerState.Unknown,
        RequestId = opened.RequestId,
        SentAt = opened.Attempt?.SentAt ?? opened.ChangedAt,
        Outcome = opened.End?.Outcome,
        Answer = opened.Result,
    };

    private LedgerRefused RefusedBy(LedgerRefusal part, string reason) =>
        new() { By = part, Reason = Options.Cipher is null ? Words(reason) : null };
}
