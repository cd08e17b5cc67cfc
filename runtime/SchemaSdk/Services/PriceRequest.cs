namespace SchemaSdk.Services;

/// <summary>A request that asks a service for the price of a run.</summary>
/// <param name="Address">
/// The address, to which the token is sent. Its host must be that of the base address or one of <see cref="ServiceDefaults.JobHosts"/>.
/// </param>
/// <param name="Body">The JSON that is posted; empty for a GET.</param>
public sealed record PriceRequest(Uri Address, ReadOnlyMemory<byte> Body);
