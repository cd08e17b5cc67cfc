using SchemaSdk.Durable.Ledgers;
using SchemaSdk.Errors;

namespace SchemaSdk;

/// <summary>Holds what a <see cref="JobLedger"/> knows of one job.</summary>
public sealed record LedgerEntry
{
    // What few lines have: each line is a copy of the one before, and thousands of jobs wait.
    private LedgerExtras _extras = LedgerExtras.None;

    /// <summary>The caller's name for the job, or one that was made for it: one key, one job.</summary>
    public required string Key { get; init; }

    /// <summary>The model that runs.</summary>
    public required string ModelId { get; init; }

    /// <summary>
    /// The SHA-256 of the input in a form that is the same for equal JSON values, in lower-case hexadecimal digits: without blanks, with
    /// the members of objects in the order of their names, and with one spelling of each text and number.
    /// </summary>
    public required string InputHash { get; init; }

    /// <summary>The state of the job.</summary>
    public LedgerState State { get; init; }

    /// <summary>The number of lines that were put down of it: 1 for the first. Each new line has the next number.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The time of its last line, in UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The number of times that its input was sent, each after a refusal or without a byte having left; 0: never.</summary>
    public int Attempts { get; init; }

    /// <summary>The time at which it was last put down as being sent, in UTC, just before that; null if it never was.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>
    /// The id of its last attempt, by which the call that made it knows it; null unless it is <see cref="LedgerState.Sending"/>. A ledger
    /// gives it back for as long as the process runs: without it, a call takes no attempt for its own that it finds there.
    /// </summary>
    public Guid? AttemptId
    {
        get => State == LedgerState.Sending ? _extras.AttemptId : null;
        init => _extras = value == _extras.AttemptId ? _extras : _extras with { AttemptId = value };
    }

    /// <summary>The id that the service gave; null before it is known.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// The way it ended: <see cref="JobState.Succeeded"/>, <see cref="JobState.Failed"/> or <see cref="JobState.Canceled"/>; null before
    /// its end is known.
    /// </summary>
    public JobState? Outcome { get; init; }

    /// <summary>Its cost in US dollars; null if the service told none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// The input as JSON, in the form of which <see cref="InputHash"/> is the hash; empty where it is not kept, or was not asked for.
    /// </summary>
    public ReadOnlyMemory<byte> Input
    {
        get => _extras.Input;
        init => _extras = value.Equals(_extras.Input) ? _extras : _extras with { Input = value };
    }

    /// <summary>The answer of the service that has its result; empty where it is not kept, or was not asked for.</summary>
    public ReadOnlyMemory<byte> Result
    {
        get => _extras.Result;
        init => _extras = value.Equals(_extras.Result) ? _extras : _extras with { Result = value };
    }

    /// <summary>The name of the service that runs it; null in lines of an earlier version.</summary>
    public string? Service { get; init; }

    /// <summary>
    /// True if it was left to a worker, which gets it from <see cref="JobLedger.ClaimAsync(LedgerWork, int, CancellationToken)"/>; false if
    /// its caller submits it.
    /// </summary>
    public bool IsQueued { get; init; }

    /// <summary>
    /// The process that works on it: <see cref="JobLedger.Owner"/>. Null if none does, or if its lease has ended by the clock of the
    /// ledger. The ledger sets it.
    /// </summary>
    public string? Owner
    {
        get => _extras.Owner;
        init => _extras = value == _extras.Owner ? _extras : _extras with { Owner = value };
    }

    /// <summary>The time in UTC until which it is left to <see cref="Owner"/>; null if it has none. The ledger sets it.</summary>
    public DateTimeOffset? LeasedUntil
    {
        get => _extras.LeasedUntil;
        init => _extras = value == _extras.LeasedUntil ? _extras : _extras with { LeasedUntil = value };
    }

    /// <summary>
    /// The number of times that a process has taken it up. A line with an older number is refused: its writer has lost the job. The ledger
    /// sets it.
    /// </summary>
    public long Epoch
    {
        get => _extras.Epoch;
        init => _extras = value == _extras.Epoch ? _extras : _extras with { Epoch = value };
    }

    /// <summary>Its price in US dollars by the service's catalogue; null unless the ledger or <see cref="BudgetUsd"/> needs it.</summary>
    public decimal? PriceUsd
    {
        get => _extras.PriceUsd;
        init => _extras = value == _extras.PriceUsd ? _extras : _extras with { PriceUsd = value };
    }

    /// <summary>
    /// The limit of the client that sends it, <see cref="ModelClientOptions.BudgetUsd"/>, for all jobs of its service in the ledger; null
    /// if it has none. Only a line of state <see cref="LedgerState.Sending"/> has it, for a ledger that
    /// <see cref="JobLedger.KeepsBudgets"/>; it is not kept.
    /// </summary>
    public decimal? BudgetUsd
    {
        get => State == LedgerState.Sending ? _extras.BudgetUsd : null;
        init => _extras = value == _extras.BudgetUsd ? _extras : _extras with { BudgetUsd = value };
    }

    /// <summary>The person or program that said what became of it while it was unknown; null if nobody had to.</summary>
    public string? SettledBy
    {
        get => _extras.SettledBy;
        init => _extras = value == _extras.SettledBy ? _extras : _extras with { SettledBy = value };
    }

    /// <summary>The time at which <see cref="SettledBy"/> said it, in UTC; null if nobody had to.</summary>
    public DateTimeOffset? SettledAt
    {
        get => _extras.SettledAt;
        init => _extras = value == _extras.SettledAt ? _extras : _extras with { SettledAt = value };
    }

    /// <summary>The paths of the files of its result that were downloaded for it; empty if it has none.</summary>
    public IReadOnlyList<string> Files
    {
        get => _extras.Files;
        init => _extras = ReferenceEquals(value, _extras.Files) ? _extras : _extras with { Files = value };
    }

    /// <summary>
    /// The reason for which <see cref="Files"/> lacks files of the result, in words; null if it has all of them, or they are still to be
    /// downloaded. They are not tried any more. With <see cref="JobLedgerOptions.Cipher"/>, it says only how many are
    /// missing, or that all are there.
    /// </summary>
    public string? FilesError
    {
        get => _extras.FilesError;
        init => _extras = value == _extras.FilesError ? _extras : _extras with { FilesError = value };
    }

    /// <summary>The part that refused it; null if it is not <see cref="LedgerState.Refused"/>, or in lines that do not say so.</summary>
    public LedgerRefusal? Refusal
    {
        get => _extras.Refusal;
        init => _extras = value == _extras.Refusal ? _extras : _extras with { Refusal = value };
    }

    /// <summary>
    /// The reason of its <see cref="Refusal"/> in words, cut to 300 characters; null with <see cref="JobLedgerOptions.Cipher"/>, since it
    /// may repeat a part of the input.
    /// </summary>
    public string? RefusalReason
    {
        get => _extras.RefusalReason;
        init => _extras = value == _extras.RefusalReason ? _extras : _extras with { RefusalReason = value };
    }

    /// <summary>True if it is still to be submitted, may be running, or is of unknown outcome.</summary>
    public bool IsOpen => State is LedgerState.Intended or LedgerState.Sending or LedgerState.Accepted or LedgerState.Unknown;

    /// <summary>
    /// Returns true if a line with another state may come after this one. A ledger refuses every other: what was accepted is never
    /// sent again, and what was delivered stays so.
    /// </summary>
    /// <param name="next">The state of that line.</param>
    public bool MayBecome(LedgerState next) => LedgerSteps.All.Contains((State, next));

    /// <summary>Makes the line after this one, without input and result but for those that are new. A ledger records it.</summary>
    /// <param name="fact">The step that it records.</param>
    /// <param name="at">The time of the line, in UTC.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fact"/> is null.</exception>
    public LedgerEntry Next(LedgerFact fact, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var isSending = fact.State == LedgerState.Sending;
        return this with
        {
            State = fact.State,
            Version = Version + 1,
            ChangedAt = at,
            IsQueued = IsQueued || fact.IsQueued,
            Attempts = isSending ? Attempts + 1 : Attempts,
            SentAt = isSending ? at : SentAt,
            AttemptId = fact.AttemptId,
            BudgetUsd = fact.BudgetUsd,
            RequestId = fact.HasRequestId ? fact.RequestId : RequestId,
            Outcome = fact.Outcome ?? Outcome,
            CostUsd = fact.Outcome is null ? CostUsd : fact.CostUsd,
            Refusal = fact.Refusal,
            RefusalReason = fact.RefusalReason,
            SettledBy = fact.SettledBy ?? SettledBy,
            SettledAt = fact.SettledBy is null ? SettledAt : at,
            Files = fact.Files ?? Files,
            FilesError = fact is { State: LedgerState.Ended, Files: not null } ? fact.FilesError : fact.FilesError ?? FilesError,
            Input = fact.Input,
            Result = fact.Result,
        };
    }

    /// <summary>
    /// Returns true if another line with its key is that of another job: the ledger had forgotten this one. Once a job is accepted, its id
    /// stays.
    /// </summary>
    internal bool IsOtherThan(LedgerEntry line) =>
        State is LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered && RequestId is { } id && line.RequestId != id;

    /// <summary>Returns it with the service that runs it, which lines of an earlier version do not name.</summary>
    /// <exception cref="ModelLedgerException">It is a job of another service.</exception>
    internal LedgerEntry ForService(string service) => Service is null ? this with { Service = service }
        : Service == service ? this
        : throw new ModelLedgerException(
            $"The job \"{ErrorText.Cut(Key)}\" of {ModelId} is one of {ErrorText.Cut(Service)}, and this client calls {service}. Nothing "
            + $"was sent. Use a client of {ErrorText.Cut(Service)}"
            + (this is { RequestId: null, State: LedgerState.Intended or LedgerState.Refused } ? ", or another key." : "."))
        {
            ModelId = ModelId,
            RequestId = RequestId,
            Key = Key,
            IsLasting = true,
        };

    /// <summary>Returns it without its input and result, and without the record of an attempt or a refusal that is over.</summary>
    internal LedgerEntry WithoutContent() =>
        Input.IsEmpty && Result.IsEmpty && (State == LedgerState.Sending || _extras.AttemptId is null)
            && (State == LedgerState.Refused || (Refusal is null && RefusalReason is null)) ? this
        : this with { _extras = _extras.WithoutContent(State) };
}
