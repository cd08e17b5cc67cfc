namespace SchemaSdk.Services;

/// <summary>A request that asks a service for the price of a run.</summary>
/// <param name="Address">
/// The address. The token is sent to it, so its host must be that of the base address or in <see cref="ServiceDefaults.JobHosts"/>.
/// </param>
/// <param name="Body">The JSON that is posted; empty for a GET.</param>
public sealed record PriceRequest(Uri Address, ReadOnlyMemory<byte> Body);
