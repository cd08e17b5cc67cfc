namespace SchemaSdk;

/// <summary>Holds what a callback says of its signature.</summary>
/// <param name="Message">The bytes that are signed.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Timestamp">The time of the callback, in seconds since 1970, as its header has it.</param>
public sealed record SignedCallback(ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Signature, string? Timestamp);
