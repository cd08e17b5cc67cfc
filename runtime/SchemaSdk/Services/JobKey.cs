namespace SchemaSdk.Services;

/// <summary>The parts from which the addresses of a job are built.</summary>
/// <param name="ModelId">The id of the job's model.</param>
/// <param name="RequestId">The request id, which <see cref="ServiceProfile.IsRequestId"/> accepts.</param>
/// <param name="Links">The addresses that came with the id; null if the service gave none, or the client attached to the job.</param>
public readonly record struct JobKey(string ModelId, string RequestId, JobAddresses? Links);

/// <summary>The addresses that the service gave for a job and that the client allows.</summary>
/// <param name="Status">Where the status is read; null for the default address.</param>
/// <param name="Result">Where the result is read; null for the default address.</param>
/// <param name="Cancel">Where the job is cancelled; null for the default address.</param>
public sealed record JobAddresses(Uri? Status, Uri? Result, Uri? Cancel)
{
    /// <summary>Where the job's events are read; null if the service gave no address for them.</summary>
    public Uri? Stream { get; init; }
}

/// <summary>The addresses that a service gave for a job, as text. Each is null if the service did not give it.</summary>
/// <param name="Status">Where the status is read.</param>
/// <param name="Result">Where the result is read.</param>
/// <param name="Cancel">Where the job is cancelled.</param>
public sealed record JobLinks(string? Status, string? Result, string? Cancel)
{
    /// <summary>Where the job's events are read. No ledger records this address.</summary>
    public string? Stream { get; init; }
}
