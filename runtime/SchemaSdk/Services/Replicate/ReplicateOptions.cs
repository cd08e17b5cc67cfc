namespace SchemaSdk;

/// <summary>Options that only Replicate has. An object with other values replaces the client's as a whole.</summary>
public sealed record ReplicateOptions : ServiceOptions
{
    /// <inheritdoc />
    public override string ServiceName => "Replicate";

    /// <summary>
    /// If true, Replicate cancels a job that has not ended within <see cref="ModelClientOptions.JobTimeout"/>, so that no job runs after
    /// the client has stopped waiting. Replicate counts in whole seconds, at least five. Default: true.
    /// </summary>
    public bool CancelsAfterTimeout { get; init; } = true;
}
