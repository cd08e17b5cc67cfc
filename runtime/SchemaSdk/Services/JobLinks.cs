namespace SchemaSdk.Services;

/// <summary>The addresses at which a job is read and cancelled, as the service gave them. They are checked before they are used.</summary>
/// <param name="Status">The address of its status; null if the service did not say.</param>
/// <param name="Result">The address of its result; null if the service did not say.</param>
/// <param name="Cancel">The address that cancels it; null if the service did not say.</param>
internal sealed record JobLinks(string? Status, string? Result, string? Cancel);
