namespace SchemaSdk.Services;

/// <summary>The facts about an answer that, with the kind of its body, decide its meaning.</summary>
internal readonly record struct AnswerFacts(int StatusCode)
{
    internal AddressChange Moved { get; init; }

    /// <summary>True if the answer is to a copy of the request that a handler made. Then it is unknown how many copies were sent.</summary>
    internal bool IsReplaced { get; init; }

    /// <summary>True if a handler of the application replaced the service's answer after the request had passed the guard.</summary>
    internal bool IsUnheard { get; init; }
}
