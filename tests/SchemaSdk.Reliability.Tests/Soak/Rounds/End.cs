namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>The end of a job, as the application sees it.</summary>
internal enum End
{
    /// <summary>The submit was reported as unknown.</summary>
    Unknown,
    Succeeded,
    Failed,
    Canceled,
    TimedOut,

    /// <summary>The job ended in a way that is not documented.</summary>
    Unexpected,
}
