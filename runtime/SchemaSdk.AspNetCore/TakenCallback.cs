namespace SchemaSdk.AspNetCore;

/// <summary>Holds what a callback says.</summary>
/// <param name="RequestId">The id that it names.</param>
/// <param name="Key">The key that its address names; null: none.</param>
/// <param name="IsProven">True if the address was made for that key.</param>
internal readonly record struct TakenCallback(string RequestId, string? Key, bool IsProven);
