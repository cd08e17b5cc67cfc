namespace SchemaSdk.Services;

/// <summary>The limits of requests to a service that apply if the options do not set them.</summary>
/// <param name="ImageBytes">The largest image inside a request.</param>
/// <param name="VideoBytes">The largest video inside a request.</param>
/// <param name="AudioBytes">The largest sound inside a request.</param>
/// <param name="RequestBytes">The largest request with such files.</param>
/// <param name="ReadsPerSecond">The most status and result requests per second.</param>
internal sealed record ServiceLimits(long ImageBytes, long VideoBytes, long AudioBytes, long RequestBytes, double ReadsPerSecond);
