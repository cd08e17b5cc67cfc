namespace SchemaSdk.Services;

/// <summary>A job in a service's list of submitted jobs.</summary>
/// <param name="RequestId">The request id.</param>
public sealed record ListedJob(string RequestId)
{
    /// <summary>When the service accepted the job; null if the list does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The JSON of the input; empty if the list does not have it.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }
}
