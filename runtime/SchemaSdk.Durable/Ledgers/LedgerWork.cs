namespace SchemaSdk;

/// <summary>The kinds of work that a worker takes from a <see cref="JobLedger"/>.</summary>
public enum LedgerWork
{
    /// <summary>Jobs that were left to a worker and are to be submitted.</summary>
    Submit,

    /// <summary>Jobs that the service has accepted, and whose end no process awaits; and those whose result was not delivered.</summary>
    Follow,

    /// <summary>Jobs that the service has accepted, and whose end no process awaits: for a worker that delivers no results.</summary>
    FollowToEnd,
}
