namespace SchemaSdk.Benchmarks.Json;

/// <summary>The cost of one call.</summary>
/// <param name="Nanoseconds">How long it takes.</param>
/// <param name="Bytes">How much it allocates.</param>
internal sealed record CallCost(double Nanoseconds, long Bytes);
