namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>The planned course of a job.</summary>
internal enum Course
{
    Succeeds,
    Fails,

    /// <summary>The job is cancelled as soon as it is accepted.</summary>
    IsCanceled,

    /// <summary>The job runs for longer than its caller waits.</summary>
    NeverEnds,
}
