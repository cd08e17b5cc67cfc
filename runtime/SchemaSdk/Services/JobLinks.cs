namespace SchemaSdk.Services;

/// <summary>The addresses at which a job is read and cancelled, as the service gave them. They are checked before they are used.</summary>
/// <param name="Status">Where its status is; null if the service did not say.</param>
/// <param name="Result">Where its result is; null if the service did not say.</param>
/// <param name="Cancel">Where it is cancelled; null if the service did not say.</param>
internal sealed record JobLinks(string? Status, string? Result, string? Cancel);
