using System.Text;

namespace SchemaSdk;

/// <content>Jobs of clients, and their entries.</content>
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

    /// <summary>Creates the first entry of a job for a worker, to be recorded by <c>BeginAsync</c>.</summary>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="modelId">The id of the model.</param>
    /// <param name="input">The input, as JSON.</param>
    /// <param name="service">The name of the service that is to run the job; null for any service that has the model.</param>
    /// <exception cref="ArgumentException">The key, the model or the input is not valid.</exception>
    /// <exception cref="ModelLedgerException">The ledger keeps no inputs, or the input cannot be encrypted.</exception>
    public LedgerEntry IntentOf(string key, string modelId, ReadOnlyMemory<byte> input, string? service = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (!KeyForm.IsKey(key))
        {
            throw new ArgumentException($"\"{ErrorText.Cut(key)}\" is not a valid key. A key is {KeyForm.Words}.", nameof(key));
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

    /// <summary>Returns an entry with its input and result decrypted by <see cref="JobLedgerOptions.Cipher"/>.</summary>
    /// <param name="entry">The entry as the ledger keeps it.</param>
    /// <exception cref="ModelLedgerException">The content was changed, or encrypted with another secret.</exception>
    public LedgerEntry Opened(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Options.Cipher is { } cipher && !(entry.Input.IsEmpty && entry.Result.IsEmpty)
            ? entry with
            {
                Input = cipher.Open("input", entry.Key, entry.ModelId, entry.RequestId, entry.Input),
                Result = cipher.Open("result", entry.Key, entry.ModelId, entry.RequestId, entry.Result),
            }
            : entry;
    }

    /// <summary>Creates the step that records why a job was refused or not sent, for <see cref="LedgerEntry.Next"/>.</summary>
    /// <param name="reason">The exception that the submit of the job threw.</param>
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

    /// <summary>Prepares a message for an entry: one line, truncated, and valid text for every store.</summary>
    // Replaces unpaired surrogates now, because they would be replaced anyway when the text is written.
    internal static string Words(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(ErrorText.Cut(text)));

    /// <summary>
    /// Creates the entry that records that nothing was sent, for a caller that stopped waiting before its first entry was confirmed.
    /// </summary>
    internal LedgerEntry Withdrawn(LedgerEntry intent, Exception reason) =>
        intent.Next(RefusalOf(reason), Options.TimeProvider.GetUtcNow());

    /// <exception cref="InvalidOperationException">The client has no <see cref="JobLedger"/>.</exception>
    internal static JobLedger Of(ModelClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Ledger as JobLedger ?? throw new InvalidOperationException(
            "The client has no JobLedger, so a job can neither be enqueued nor resumed from its entry. Set ModelClientOptions.Ledger, or "
            + "attach to the job by its request id.");
    }

    /// <summary>Resumes a known job.</summary>
    /// <exception cref="ModelLedgerException">The job belongs to another service, or its result cannot be decrypted.</exception>
    internal JobRecord RecordOf(ModelClient client, LedgerEntry entry, RunOptions? options)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var settings = client.Parts.Line.Settings;
        var known = entry.ForService(settings.Service.Names.Name);

        if (known.WasAccepted && Claims.TryTake(known.Key) is { } claim)
        {
            // Removes the copies only if no call has claimed the key. A call that has claimed it may be making copies, and removes them
            // itself.
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

    /// <summary>Describes a sent job for the client.</summary>
    internal static KnownJob KnownOf(LedgerEntry opened) => new()
    {
        ModelId = opened.ModelId,
        IsUnknown = opened.State == LedgerState.Unknown,
        RequestId = opened.RequestId,
        Links = opened.Links,
        Customer = opened.Customer,
        SentAt = opened.Attempt?.SentAt ?? opened.ChangedAt,
        HadOwnToken = opened.Attempt?.HasOwnToken == true,
        Outcome = opened.End?.Outcome,
        Answer = opened.Result,
    };

    private LedgerRefused RefusedBy(LedgerRefusal part, string reason) =>
        new() { By = part, Reason = Options.Cipher is null ? Words(reason) : null };
}
