namespace SchemaSdk;

/// <summary>Holds what a <see cref="JobLedger"/> knows of one job: one line of it, which never changes.</summary>
public sealed record LedgerEntry
{
    /// <summary>The caller's name for the job, or one that was made for it: one key, one job.</summary>
    public required string Key { get; init; }

    /// <summary>The model that runs.</summary>
    public required string ModelId { get; init; }

    /// <summary>The SHA-256 of the input in a form that is the same for equal JSON values, in lower-case hexadecimal digits.</summary>
    public required string InputHash { get; init; }

    /// <summary>The name of the service that runs it; null in lines of an earlier version.</summary>
    public string? Service { get; init; }

    /// <summary>The state of the job.</summary>
    public LedgerState State { get; init; }

    /// <summary>The number of its lines so far: 1 for the first. Each new line has the next number.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The time of its last line, in UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>True if it was left to a worker, which claims it; false if its caller submits it.</summary>
    public bool IsQueued { get; init; }

    /// <summary>The id that the service gave; null before it is known.</summary>
    public string? RequestId { get; init; }

    /// <summary>Its price in US dollars by the service's catalogue; null unless a budget needs it.</summary>
    public decimal? PriceUsd { get; init; }

    /// <summary>The input as JSON, in the form that was hashed; empty where it is not kept, or was not asked for.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>The answer of the service that has its result; empty where it is not kept, or was not asked for.</summary>
    public ReadOnlyMemory<byte> Result { get; init; }

    /// <summary>The last attempt to send it; null if it was never sent.</summary>
    public LedgerAttempt? Attempt { get; init; }

    /// <summary>The process that works on it. The ledger sets it.</summary>
    public LedgerLease Lease { get; init; } = LedgerLease.None;

    /// <summary>Its refusal; null if it is not <see cref="LedgerState.Refused"/>, or in lines that do not say who refused it.</summary>
    public LedgerRefused? Refused { get; init; }

    /// <summary>Its settlement, which says what became of it after it was unknown or refused; null if it has none.</summary>
    public LedgerSettled? Settled { get; init; }

    /// <summary>Its end; null before that is known.</summary>
    public LedgerEnd? End { get; init; }

    /// <summary>True if it is still to be submitted, may be running, or is of unknown outcome.</summary>
    public bool IsOpen => State is LedgerState.Intended or LedgerState.Sending or LedgerState.Accepted or LedgerState.Unknown;

    /// <summary>True if the service has taken it, under the <see cref="RequestId"/> that it keeps.</summary>
    internal bool WasAccepted => State is LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered;

    internal int Attempts => Attempt?.Number ?? 0;

    /// <summary>Returns true if a line with a state may come after this one: what was accepted is never sent again.</summary>
    /// <param name="next">The state of that line.</param>
    public bool MayBecome(LedgerState next) => State switch
    {
        // A ledger that was restored from a copy cannot say that nothing was sent since: such a job becomes unknown.
        LedgerState.Intended => next is LedgerState.Sending or LedgerState.Refused or LedgerState.Unknown,
        LedgerState.Sending => next is LedgerState.Intended or LedgerState.Accepted or LedgerState.Refused or LedgerState.Unknown,

        // The process that sent it knows more than the one that recorded it as refused.
        LedgerState.Refused => next is LedgerState.Intended or LedgerState.Sending or LedgerState.Unknown or LedgerState.Accepted,
        LedgerState.Unknown => next is LedgerState.Accepted or LedgerState.Refused,
        LedgerState.Accepted => next is LedgerState.Ended,

        // Its files were downloaded, or it was delivered.
        LedgerState.Ended => next is LedgerState.Ended or LedgerState.Delivered,
        _ => false,
    };

    /// <summary>Makes the line after this one, without input and result but for those that are new. A ledger records it.</summary>
    /// <param name="fact">The step that it records.</param>
    /// <param name="at">The time of the line, in UTC.</param>
    public LedgerEntry Next(LedgerFact fact, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return fact.Of(this with
        {
            State = fact.State,
            Version = Version + 1,
            ChangedAt = at,
            Attempt = Attempt?.Over(),
            Refused = null,
            Input = default,
            Result = default,
        });
    }

    /// <summary>Returns true if another line with its key is that of another job: the ledger had forgotten this one.</summary>
    internal bool IsOtherThan(LedgerEntry line) => WasAccepted && RequestId is { } id && line.RequestId != id;

    /// <exception cref="ModelLedgerException">A job that is to be begun with its key is another one.</exception>
    internal void CheckIs(LedgerEntry intent)
    {
        if (ModelId != intent.ModelId || InputHash != intent.InputHash)
        {
            var other = ModelId != intent.ModelId ? $"one of {ModelId}, and not of {intent.ModelId}."
                : $"its input has the SHA-256 {InputHash}, and this one {intent.InputHash}.";
            throw new ModelLedgerException(
                $"The key \"{ErrorText.Cut(Key)}\" is that of another job: {other} Nothing was sent. One key is for one input: give this "
                + "one another.",
                Key,
                intent.ModelId)
            {
                IsKeyTaken = true,
            };
        }
    }

    /// <summary>Returns it with the service that runs it, which lines of an earlier version do not name.</summary>
    /// <exception cref="ModelLedgerException">It is a job of another service.</exception>
    internal LedgerEntry ForService(string service) => Service is null ? this with { Service = service }
        : Service == service ? this
        : throw new ModelLedgerException(
            $"The job \"{ErrorText.Cut(Key)}\" of {ModelId} is one of {ErrorText.Cut(Service)}, and this client calls {service}. Nothing "
            + $"was sent. Use a client of {ErrorText.Cut(Service)}"
            + (this is { RequestId: null, State: LedgerState.Intended or LedgerState.Refused } ? ", or another key." : "."),
            Key, ModelId, RequestId, isLasting: true);

    /// <summary>Returns it without its input and result: thousands of jobs wait.</summary>
    internal LedgerEntry WithoutContent() => Input.IsEmpty && Result.IsEmpty ? this : this with { Input = default, Result = default };
}
