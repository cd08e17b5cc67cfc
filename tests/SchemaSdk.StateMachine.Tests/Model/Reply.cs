namespace SchemaSdk.StateMachine.Tests.Model;

/// <summary>What goes over the wire.</summary>
internal sealed record Reply(int StatusCode, string Body)
{
    public TimeSpan? RetryAfter { get; init; }

    public Break Break { get; init; }
}

/// <summary>Where a reply ends before its end.</summary>
internal enum Break
{
    Nowhere,
    BeforeRequest,
    AfterRequest,
    InBody,
    Hangs,
}
