namespace SchemaSdk.Services;

/// <summary>The addresses that the service gave for a job and that the client allows; null for the default address.</summary>
internal sealed record JobAddresses(Uri? Status, Uri? Result, Uri? Cancel);
