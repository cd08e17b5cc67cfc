namespace SchemaSdk.Emulation;

/// <summary>A difference between an input and the input of the nearest recording.</summary>
/// <param name="JsonPointer">The JSON pointer of the value (RFC 6901).</param>
/// <param name="Recorded">The recorded value as JSON, cut to 80 characters; null if the recording does not have the value.</param>
/// <param name="Sent">The value of the input as JSON, cut to 80 characters; null if the input does not have the value.</param>
public sealed record RecordingDifference(string JsonPointer, string? Recorded, string? Sent);
