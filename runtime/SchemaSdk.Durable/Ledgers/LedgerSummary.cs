namespace SchemaSdk;

/// <summary>The numbers of jobs in a <see cref="JobLedger"/> that still need work, by state.</summary>
public sealed record LedgerSummary
{
    /// <summary>The number of jobs that are still to be submitted.</summary>
    public int Intended { get; init; }

    /// <summary>The number of jobs whose input is being sent.</summary>
    public int Sending { get; init; }

    /// <summary>The number of jobs that the service has accepted and that have not ended yet.</summary>
    public int Accepted { get; init; }

    /// <summary>The number of jobs whose outcome is unknown.</summary>
    public int Unknown { get; init; }

    /// <summary>The number of jobs that have ended and are not delivered yet.</summary>
    public int Ended { get; init; }

    /// <summary>When the open job that has waited longest took its last step, in UTC; null if no job is open.</summary>
    public DateTimeOffset? OldestOpenAt { get; init; }

    /// <summary>The number of jobs that this process has lost to another process because its lease had expired.</summary>
    public long LeasesLost { get; init; }

    /// <summary>The number of jobs that have not ended, including jobs whose outcome is unknown.</summary>
    public int Open => Intended + Sending + Accepted + Unknown;

    internal LedgerSummary With(LedgerState state, int count, DateTimeOffset oldest)
    {
        var isOpen = state is LedgerState.Intended or LedgerState.Sending or LedgerState.Accepted or LedgerState.Unknown;
        var summary = isOpen && !(oldest >= OldestOpenAt) ? this with { OldestOpenAt = oldest } : this;
        return state switch
        {
            LedgerState.Intended => summary with { Intended = Intended + count },
            LedgerState.Sending => summary with { Sending = Sending + count },
            LedgerState.Accepted => summary with { Accepted = Accepted + count },
            LedgerState.Unknown => summary with { Unknown = Unknown + count },
            LedgerState.Ended => summary with { Ended = Ended + count },
            _ => summary,
        };
    }
}
