namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>The end of a job for the application.</summary>
internal enum End
{
    /// <summary>The submit was told to be unknown.</summary>
    Unknown,
    Succeeded,
    Failed,
    Canceled,
    TimedOut,

    /// <summary>In no way that is documented.</summary>
    Unexpected,
}
