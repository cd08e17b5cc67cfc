namespace SchemaSdk.Services;

/// <summary>The addresses that the service gave for a job, before they are checked; null for those that it did not give.</summary>
internal sealed record JobLinks(string? Status, string? Result, string? Cancel);
