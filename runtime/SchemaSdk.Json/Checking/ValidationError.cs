namespace SchemaSdk;

/// <summary>One error in an input: a value that does not fit the schema of its model, or a file that cannot be sent.</summary>
public sealed record ValidationError
{
    /// <summary>
    /// The place in the input, as a JSON pointer (RFC 6901) such as <c>/multi_prompt/0/duration</c>; empty for the input itself.
    /// </summary>
    public required string JsonPointer { get; init; }

    /// <summary>
    /// The keyword of the schema that the value violates, such as <c>maximum</c>. For a file that is sent with the input, one of
    /// <c>readable</c>, <c>minBytes</c>, <c>maxBytes</c>, <c>mediaType</c>, <c>unchanged</c> and <c>once</c>. <c>work</c> for an input that
    /// would take more than 200 million steps to check.
    /// </summary>
    public required string Rule { get; init; }

    /// <summary>Says what is wrong, as a sentence: the place, the value, and what is allowed.</summary>
    public required string Message { get; init; }

    /// <summary>The value as JSON text, cut at 300 characters; null if there is none, for example for a missing member.</summary>
    public string? Value { get; init; }

    /// <summary>Says what the schema or an option allows, such as <c>3 to 15</c>; null if <see cref="Rule"/> says everything.</summary>
    public string? Allowed { get; init; }
}
