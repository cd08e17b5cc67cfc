namespace SchemaSdk;

/// <summary>Counts the jobs of a <see cref="JobLedger"/> by what is to be done with them.</summary>
public sealed record LedgerSummary
{
    /// <summary>The number of jobs that are still to be submitted.</summary>
    public int Intended { get; init; }

    /// <summary>The number of jobs whose input is being sent.</summary>
    public int Sending { get; init; }

    /// <summary>The number of jobs that the service has accepted and whose end is not known.</summary>
    public int Accepted { get; init; }

    /// <summary>The number of jobs that may run or not.</summary>
    public int Unknown { get; init; }

    /// <summary>The number of jobs that have ended, and whose result was not delivered yet.</summary>
    public int Ended { get; init; }

    /// <summary>The oldest time of a last line among the open jobs, in UTC; null if none is open.</summary>
    public DateTimeOffset? OldestOpenAt { get; init; }

    /// <summary>The number of jobs that this process lost to another one since it began, because its lease had ended.</summary>
    public long LeasesLost { get; init; }

    /// <summary>The number of jobs that are not at their end, or of unknown outcome.</summary>
    public int Open => Intended + Sending + Accepted + Unknown;

    internal LedgerSummary With(LedgerEntry entry) => this with
    {
        Intended = Intended + (entry.State == LedgerState.Intended ? 1 : 0),
        Sending = Sending + (entry.State == LedgerState.Sending ? 1 : 0),
        Accepted = Accepted + (entry.State == LedgerState.Accepted ? 1 : 0),
        Unknown = Unknown + (entry.State == LedgerState.Unknown ? 1 : 0),
        Ended = Ended + (entry.State == LedgerState.Ended ? 1 : 0),
        OldestOpenAt = entry.IsOpen && !(entry.ChangedAt >= OldestOpenAt) ? entry.ChangedAt : OldestOpenAt,
    };
}
