namespace SchemaSdk;

/// <summary>What a <see cref="JobLedger"/> knows of one job after a step. It is immutable; each step creates a new entry.</summary>
public sealed record LedgerEntry
{
    /// <summary>The caller's name for the job, or a generated name. Each key belongs to one job.</summary>
    public required string Key { get; init; }

    /// <summary>The id of the job's model.</summary>
    public required string ModelId { get; init; }

    /// <summary>The SHA-256 of the input's canonical JSON, in lower-case hexadecimal digits: the same for equal JSON values.</summary>
    public required string InputHash { get; init; }

    /// <summary>The name of the service that runs the job; null in entries from an earlier version of SchemaSdk.</summary>
    public string? Service { get; init; }

    /// <summary>The customer for whom the job runs, from <see cref="RunOptions.Customer"/>; null if none is named.</summary>
    public string? Customer { get; init; }

    /// <summary>The state of the job.</summary>
    public LedgerState State { get; init; }

    /// <summary>The version of this entry: 1 for the first entry of a job, and one more for each step.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The time of this entry, in UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>True if the job was enqueued for a worker; false if its caller submits it.</summary>
    public bool IsQueued { get; init; }

    /// <summary>The request id that the service gave the job; null if it is not known.</summary>
    public string? RequestId { get; init; }

    /// <summary>The addresses of the job as the service gave them; null if it gave none, or the job was not accepted.</summary>
    public JobLinks? Links { get; init; }

    /// <summary>The price in US dollars from the service's catalogue; null unless a budget or a price limit needs it.</summary>
    public decimal? PriceUsd { get; init; }

    /// <summary>The input as JSON, in the form that was hashed; empty if it is not kept or was not requested.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>The service's answer with the result; empty if it is not kept or was not requested.</summary>
    public ReadOnlyMemory<byte> Result { get; init; }

    /// <summary>The last attempt to send the job; null if it was never sent.</summary>
    public LedgerAttempt? Attempt { get; init; }

    /// <summary>The process that is working on the job. Set by the ledger.</summary>
    public LedgerLease Lease { get; init; } = LedgerLease.None;

    /// <summary>What refused the job, and why; null if not recorded, or if the job is not <see cref="LedgerState.Refused"/>.</summary>
    public LedgerRefused? Refused { get; init; }

    /// <summary>How the job was settled after it was unknown or refused; null if it was not settled.</summary>
    public LedgerSettled? Settled { get; init; }

    /// <summary>How the job ended; null if that is not known yet.</summary>
    public LedgerEnd? End { get; init; }

    /// <summary>True if the job is still to be submitted, may be running, or has an unknown outcome.</summary>
    public bool IsOpen => State is LedgerState.Intended or LedgerState.Sending or LedgerState.Accepted or LedgerState.Unknown;

    internal bool WasAccepted => State is LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered;

    internal int Attempts => Attempt?.Number ?? 0;

    internal bool IsOpened { get; init; }   // JobLedger.Opened has decrypted the content, so it must not be decrypted again

    internal bool HasPlainInput => !Input.IsEmpty && Ledgers.InputHash.OfCanonical(Input.Span) == InputHash;

    /// <summary>Returns true if the job may change to the given state. An accepted job is never sent again.</summary>
    /// <param name="next">The next state.</param>
    public bool MayBecome(LedgerState next) => State switch
    {
        // Unknown is allowed: a late answer can show that the job was sent, or a backup from before the submit may have been restored.
        LedgerState.Intended => next is LedgerState.Sending or LedgerState.Refused or LedgerState.Unknown,
        LedgerState.Sending => next is LedgerState.Intended or LedgerState.Accepted or LedgerState.Refused or LedgerState.Unknown,

        // Accepted is allowed, because the process that sent the job knows more than the process that recorded the refusal.
        LedgerState.Refused => next is LedgerState.Intended or LedgerState.Sending or LedgerState.Unknown or LedgerState.Accepted,
        LedgerState.Unknown => next is LedgerState.Accepted or LedgerState.Refused,
        LedgerState.Accepted => next is LedgerState.Ended,

        // Ended is allowed again, to record that the files of the job were downloaded.
        LedgerState.Ended => next is LedgerState.Ended or LedgerState.Delivered,
        _ => false,
    };

    /// <summary>Creates the next entry for a ledger to record. It has an input or a result only if the step has a new one.</summary>
    /// <param name="fact">The step.</param>
    /// <param name="at">The time of the step, in UTC.</param>
    /// <exception cref="ModelLedgerException">The step is not allowed in this state; see <see cref="MayBecome"/>.</exception>
    public LedgerEntry Next(LedgerFact fact, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return !MayBecome(fact.State)
            ? throw new ModelLedgerException(
                $"The job \"{ErrorText.Cut(Key)}\" is {State} and cannot become {fact.State}. Read the job again.", Key, ModelId, RequestId)
            : fact.Of(this with
            {
                State = fact.State,
                Version = Version + 1,
                ChangedAt = at,
                Attempt = Attempt?.Over(),
                Refused = null,
                Input = default,
                Result = default,
                IsOpened = false,
            });
    }

    /// <summary>Returns true if the ledger has removed this job, and the given entry with the same key is for a later job.</summary>
    internal bool IsOtherThan(LedgerEntry entry) => (WasAccepted && RequestId is { } id && entry.RequestId != id)
        || ModelId != entry.ModelId || InputHash != entry.InputHash || Customer != entry.Customer;

    internal void CheckIs(LedgerEntry intent)
    {
        if (ModelId != intent.ModelId || InputHash != intent.InputHash || Customer != intent.Customer)
        {
            var other = ModelId != intent.ModelId ? $"its model is {ModelId}, not {intent.ModelId}."
                : Customer != intent.Customer ? "it is for another customer."
                : $"the SHA-256 of its input is {InputHash}, not {intent.InputHash}.";
            throw new ModelLedgerException(
                $"The key \"{ErrorText.Cut(Key)}\" belongs to another job: {other} Nothing was sent. Use a different key for this input.",
                Key, intent.ModelId)
            { IsKeyTaken = true };
        }
    }

    /// <summary>Adds the service if an entry from an earlier version lacks it. Rejects an entry that belongs to another service.</summary>
    internal LedgerEntry ForService(string service) => Service is null ? this with { Service = service }
        : Service == service ? this : throw new ModelLedgerException(
            $"The job \"{ErrorText.Cut(Key)}\" of {ModelId} belongs to {ErrorText.Cut(Service)}, but this client calls {service}. Nothing "
            + $"was sent. Use a client for {ErrorText.Cut(Service)}"
            + (this is { RequestId: null, State: LedgerState.Intended or LedgerState.Refused } ? ", or another key." : "."),
            Key, ModelId, RequestId, isLasting: true)
        { IsKeyTaken = true };

    /// <summary>Returns the entry without its input and result, to save memory while thousands of jobs are waiting.</summary>
    internal LedgerEntry WithoutContent() => Input.IsEmpty && Result.IsEmpty ? this : this with { Input = default, Result = default };
}
