namespace SchemaSdk.Services;

/// <summary>The limits for requests to a service that apply if the options do not set them.</summary>
internal sealed record ServiceLimits(long ImageBytes, long VideoBytes, long AudioBytes, long RequestBytes, double ReadsPerSecond);
