namespace SchemaSdk.Services;

/// <summary>The addresses at which a job is read and cancelled, as the service gave them and the client allows them.</summary>
/// <param name="Status">The address of its status; null: the default one.</param>
/// <param name="Result">The address of its result; null: the default one.</param>
/// <param name="Cancel">The address that cancels it; null: the default one.</param>
internal sealed record JobAddresses(Uri? Status, Uri? Result, Uri? Cancel);
