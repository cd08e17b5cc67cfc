namespace SchemaSdk.Emulation.Calls;

/// <summary>A request, independent of the transport.</summary>
/// <param name="Target">The path and query as sent, percent-encoded.</param>
/// <param name="Authorization">The Authorization header, or null.</param>
/// <param name="Range">The Range header, or null.</param>
/// <param name="IfRange">The If-Range header, or null.</param>
/// <param name="Body">The body; empty if there is none.</param>
internal sealed record ServiceRequest(string Target, string? Authorization, string? Range, string? IfRange, byte[] Body);
