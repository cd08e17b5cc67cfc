namespace SchemaSdk.Services;

/// <summary>The addresses that the service gave for a job and that the client allows.</summary>
/// <param name="Status">Where the status is read; null for the default address.</param>
/// <param name="Result">Where the result is read; null for the default address.</param>
/// <param name="Cancel">Where the job is cancelled; null for the default address.</param>
public sealed record JobAddresses(Uri? Status, Uri? Result, Uri? Cancel)
{
    /// <summary>Where the events of the job are read; null if the service gave no such address.</summary>
    public Uri? Stream { get; init; }
}
