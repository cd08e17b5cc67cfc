namespace SchemaSdk;

/// <summary>The kinds of work that a worker takes from a <see cref="JobLedger"/>.</summary>
public enum LedgerWork
{
    /// <summary>Jobs that were put down for a worker and are to be submitted.</summary>
    Submit,

    /// <summary>Jobs that the service has accepted, and of which nobody awaits the end; and those whose result nobody got.</summary>
    Follow,

    /// <summary>
    /// Jobs that the service has accepted, and of which nobody awaits the end. For a worker that gives results to nobody, and leaves those
    /// that have ended to others.
    /// </summary>
    FollowToEnd,
}
