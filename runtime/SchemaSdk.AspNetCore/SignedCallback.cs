namespace SchemaSdk;

/// <summary>The signature of a callback, and the bytes that it covers.</summary>
/// <param name="Message">The signed bytes.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Timestamp">The time of the callback, in seconds since 1970, as in its header.</param>
public sealed record SignedCallback(ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Signature, string? Timestamp);
