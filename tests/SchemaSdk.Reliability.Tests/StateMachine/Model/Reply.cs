namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>An answer on the wire.</summary>
internal sealed record Reply(int StatusCode, string Body)
{
    public TimeSpan? RetryAfter { get; init; }

    public Break Break { get; init; }
}

/// <summary>The point at which the connection breaks.</summary>
internal enum Break
{
    Nowhere,
    BeforeRequest,
    AfterRequest,
    InBody,
    Hangs,
}
