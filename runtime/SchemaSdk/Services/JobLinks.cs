namespace SchemaSdk.Services;

/// <summary>The addresses that a service gave for a job, as text.</summary>
/// <param name="Status">Where the status is read; null if the service gave no such address.</param>
/// <param name="Result">Where the result is read; null if the service gave no such address.</param>
/// <param name="Cancel">Where the job is cancelled; null if the service gave no such address.</param>
public sealed record JobLinks(string? Status, string? Result, string? Cancel)
{
    /// <summary>Where the events of the job are read; null if the service gave no such address. No ledger records it.</summary>
    public string? Stream { get; init; }
}
