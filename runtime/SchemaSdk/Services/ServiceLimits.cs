namespace SchemaSdk.Services;

/// <summary>The limits of what a service is sent and asked, where the options do not say otherwise.</summary>
/// <param name="ImageBytes">The largest image inside a request.</param>
/// <param name="VideoBytes">The largest video inside a request.</param>
/// <param name="AudioBytes">The largest sound inside a request.</param>
/// <param name="RequestBytes">The largest request with such files.</param>
/// <param name="ReadsPerSecond">How many status and result requests are made in a second.</param>
internal sealed record ServiceLimits(long ImageBytes, long VideoBytes, long AudioBytes, long RequestBytes, double ReadsPerSecond);
