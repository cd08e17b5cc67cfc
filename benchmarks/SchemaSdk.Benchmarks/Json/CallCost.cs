namespace SchemaSdk.Benchmarks.Json;

/// <summary>The cost of one call.</summary>
/// <param name="Nanoseconds">The time that it takes.</param>
/// <param name="Bytes">The bytes that it allocates.</param>
internal sealed record CallCost(double Nanoseconds, long Bytes);
