namespace SchemaSdk.Services;

/// <summary>A request that asks a service for the price of a run.</summary>
/// <param name="Address">The address, to which the token is sent.</param>
/// <param name="Body">The JSON that is posted; empty for a GET.</param>
public sealed record PriceRequest(Uri Address, ReadOnlyMemory<byte> Body);
