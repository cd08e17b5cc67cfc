namespace SchemaSdk.Emulation;

/// <summary>An error that a submit is answered with.</summary>
internal sealed record Refusal(int StatusCode, int ErrorCode, string Message, TimeSpan? RetryAfter);
