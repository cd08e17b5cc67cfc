namespace SchemaSdk;

/// <content>Creates jobs for clients, creates the first entries of jobs, and settles unknown jobs.</content>
public abstract partial class JobLedger
{
    /// <summary>The largest number of characters in the name of the person or program that settles a job.</summary>
    internal const int MaxByLength = ErrorText.MaxLength;

    private const int MaxIdLength = 1_000;

    /// <inheritdoc />
    public sealed override async Task<LedgerJob> BeginAsync(LedgerCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ReadCopies(call);
        var invalid = await CheckAsync(call.Key, () => call.Check?.Invoke(call), cancellationToken).ConfigureAwait(false);
        return await new JobBeginning(this, call, invalid).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    // If the job was already submitted, returns the failure, because a later schema may have made the input invalid.
    internal async Task<ModelInputException?> CheckAsync(string? key, Action check, CancellationToken cancellationToken)
    {
        try
        {
            check();
            return null;
        }
        catch (ModelInputException failure) when (key is not null)
        {
            if (await FindBareAsync(key, cancellationToken).ConfigureAwait(false)
                is null or { State: LedgerState.Intended or LedgerState.Refused })
            {
                throw;
            }

            return failure;
        }
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

        try
        {
            InputHash.Check(input.Span);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The input must be a single JSON value: {exception.Message}", nameof(input), exception);
        }

        return Options.KeepsInputs
            ? EntryOf(key, modelId, input, service) with { IsQueued = true, ChangedAt = Options.TimeProvider.GetUtcNow() }
            : throw new ModelLedgerException(
                $"The job \"{ErrorText.Cut(key)}\" of {modelId} cannot wait for a worker, because this ledger keeps no inputs. Nothing was "
                + "recorded. Set JobLedgerOptions.KeepsInputs, or run the model directly.",
                key, modelId, isLasting: true);
    }

    internal LedgerEntry EntryOf(string key, string modelId, ReadOnlyMemory<byte> input, string? service, string? customer = null)
    {
        using var canonical = CanonicalWriter.Of(input.Span);
        var kept = Options.KeepsInputs ? canonical.Written.ToArray() : default(ReadOnlyMemory<byte>);
        return new LedgerEntry
        {
            Key = key,
            ModelId = modelId,
            InputHash = InputHash.OfCanonical(canonical.Written),
            Service = service,
            Customer = customer,
            Input = Options is { KeepsInputs: true, Cipher: { } cipher } ? cipher.Seal("input", key, modelId, kept) : kept,
        };
    }

    /// <summary>Returns an entry with its input and result decrypted by <see cref="JobLedgerOptions.Cipher"/>.</summary>
    /// <param name="entry">The entry as the ledger keeps it, or an entry that this method returned.</param>
    /// <exception cref="ModelLedgerException">The content was changed, or encrypted with a different secret.</exception>
    public LedgerEntry Opened(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Options.Cipher is null || entry.IsOpened ? entry
            : entry with { Input = Open("input", entry.Input), Result = Open("result", entry.Result), IsOpened = true };

        ReadOnlyMemory<byte> Open(string part, ReadOnlyMemory<byte> content) =>
            Options.Cipher.Open(part, entry.Key, entry.ModelId, entry.RequestId, content);
    }

    internal JsonDocument InputOf(LedgerEntry entry)
    {
        try
        {
            return JsonDocument.Parse(Opened(entry).Input, AnyDepth);
        }
        catch (JsonException exception)
        {
            throw new ModelLedgerException($"The input of the job \"{ErrorText.Cut(entry.Key)}\" of {entry.ModelId} cannot be read: it "
                + "is encrypted or was changed. Nothing was sent. Set JobLedgerOptions.Cipher to the cipher that encrypted the input.",
                entry.Key, entry.ModelId, cause: exception, isLasting: true);
        }
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

    /// <summary>Returns a message as entries keep it: one line, truncated, and with only characters that every store accepts.</summary>
    // Replaces unpaired surrogates, which a database cannot store.
    internal static string Words(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(ErrorText.Cut(text)));

    internal static JobLedger Of(ModelClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Ledger as JobLedger ?? throw new InvalidOperationException(
            "The client has no JobLedger, so a job can neither be enqueued nor resumed from its entry. Set ModelClientOptions.Ledger, or "
            + "attach to the job by its request id.");
    }

    internal JobRecord RecordOf(ModelClient client, LedgerEntry entry, RunOptions? options)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var settings = client.Parts.Access.Settings;
        var known = entry.ForService(settings.Service.Names.Name);

        // A call that has claimed the key may be making copies. That call removes the copies itself.
        using var claim = known.WasAccepted ? Claims.TryTake(known.Key) : null;
        if (claim is not null)
        {
            CopiesOf(known.Key, known.ModelId, settings.Log)?.Remove(known.RequestId);
        }

        return new JobRecord(this, known, KnownOf(Opened(known)))
        {
            Time = client.Parts.Access.Time,
            Logger = settings.Log,
            LeavesDelivery = options?.LeavesDelivery == true,
            IsOfWorker = options?.LeavesDelivery == true,
        };
    }

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

    /// <summary>Records whether the service accepted a job of unknown outcome. If it did not, the key may be submitted again.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="requestId">The request id of the job, up to 1,000 characters; null if the service did not accept it.</param>
    /// <param name="by">The person or program that reports this, up to 300 characters; see <see cref="LedgerSettled.By"/>.</param>
    /// <param name="cancellationToken">Ends the wait. The outcome may still be recorded.</param>
    /// <returns>The updated job.</returns>
    /// <exception cref="ArgumentException">An argument is empty or too long, or the id has characters that no request id has.</exception>
    /// <exception cref="ModelLedgerException">The job is not unknown, another job has the request id, or the ledger fails.</exception>
    public ValueTask<LedgerEntry> SettleAsync(string key, string? requestId, string by, CancellationToken cancellationToken = default) =>
        SettleAttemptAsync(key, requestId, by, attempt: null, cancellationToken);

    internal async ValueTask<LedgerEntry> SettleAttemptAsync(
        string key, string? requestId, string by, int? attempt, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        CheckText(by, MaxByLength, nameof(by));
        if (requestId is not null)
        {
            CheckText(requestId, MaxIdLength, nameof(requestId));
            if (!MayBeId(requestId))
            {
                throw new ArgumentException(
                    $"\"{ErrorText.Cut(requestId)}\" is not a valid request id: it must not contain spaces, control characters or URL "
                    + "delimiters such as '/'. Nothing was recorded.", nameof(requestId));
            }
        }

        var known = await FindAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw new ModelLedgerException($"The ledger has no job '{ErrorText.Cut(key)}'. JobLedger.ListAsync lists the keys.");
        if (known.State != LedgerState.Unknown || known.Attempts != (attempt ?? known.Attempts))
        {
            throw new ModelLedgerException($"The job '{ErrorText.Cut(key)}' " + (known.State != LedgerState.Unknown
                ? $"is {known.State}, but only a job that is {LedgerState.Unknown} can be settled."
                : $"was sent again after attempt {attempt}: attempt {known.Attempts} is now {LedgerState.Unknown}. Look for attempt "
                    + $"{known.Attempts} at the service, then settle the job."));
        }

        if (requestId is not null
            && await FindByRequestAsync(requestId, known.Service, cancellationToken).ConfigureAwait(false) is { } other && other.Key != key)
        {
            throw new ModelLedgerException($"The request id '{ErrorText.Cut(requestId)}' belongs to the job '{ErrorText.Cut(other.Key)}', "
                + $"so the job '{ErrorText.Cut(key)}' was not settled. Check the id.");
        }

        var fact = requestId is null
            ? LedgerFact.Refused(RefusedBy(LedgerRefusal.Person, $"According to {by}, the service did not accept the job."), by)
            : LedgerFact.Accepted(requestId, settledBy: by);
        var job = new JobRecord(this, known);
        await job.PutAsync(fact).WaitAsync(cancellationToken).ConfigureAwait(false);
        return job.Entry;
    }

    // A recorded id cannot be corrected, and is put into URLs without escaping.
    private static bool MayBeId(string text) => text is not ("." or "..") && text.AsSpan().IndexOfAny("/\\?#%") < 0
        && !text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character));

    private static void CheckText(string text, int most, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, name);
        if (text.Length > most)
        {
            throw new ArgumentException(
                $"\"{ErrorText.Cut(text)}\" has {text.Length} characters, but at most {most} are allowed. Nothing was recorded.", name);
        }
    }

    private LedgerRefused RefusedBy(LedgerRefusal part, string reason) =>
        new() { By = part, Reason = Options.Cipher is null ? Words(reason) : null };
}
