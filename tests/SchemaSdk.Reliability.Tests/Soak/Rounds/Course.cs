namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>The planned course of a job.</summary>
internal enum Course
{
    Succeeds,
    Fails,

    /// <summary>It is asked to be cancelled as soon as it is accepted.</summary>
    IsCanceled,

    /// <summary>It runs for longer than it is waited for.</summary>
    NeverEnds,
}
