namespace SchemaSdk.Emulation.Calls;

/// <summary>A request, independent of the transport.</summary>
/// <param name="Target">Path and query as sent, percent-encoded.</param>
/// <param name="Authorization">The header, or null.</param>
/// <param name="Range">The header, or null.</param>
/// <param name="IfRange">The header, or null.</param>
/// <param name="Body">Empty if there is none.</param>
internal sealed record ServiceRequest(string Target, string? Authorization, string? Range, string? IfRange, byte[] Body);
