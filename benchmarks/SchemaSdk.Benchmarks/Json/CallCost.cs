namespace SchemaSdk.Benchmarks.Json;

/// <summary>The cost of one call.</summary>
/// <param name="Nanoseconds">The duration of the call, in nanoseconds.</param>
/// <param name="Bytes">The number of bytes that the call allocates.</param>
internal sealed record CallCost(double Nanoseconds, long Bytes);
