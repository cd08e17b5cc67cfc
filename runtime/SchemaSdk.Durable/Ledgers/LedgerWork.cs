namespace SchemaSdk;

/// <summary>The kinds of work that a worker claims from a <see cref="JobLedger"/>.</summary>
public enum LedgerWork
{
    /// <summary>Enqueued jobs that are to be submitted.</summary>
    Submit,

    /// <summary>Accepted jobs that no process waits for, and ended jobs that are not delivered.</summary>
    Follow,

    /// <summary>Only accepted jobs that no process waits for. Ended jobs are left to workers that deliver results.</summary>
    FollowToEnd,
}
