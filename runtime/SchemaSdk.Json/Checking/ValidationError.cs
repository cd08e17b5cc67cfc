namespace SchemaSdk;

/// <summary>An error in an input: a value that violates the model's schema, or a file that cannot be sent.</summary>
public sealed record ValidationError
{
    /// <summary>
    /// The location in the input, as a JSON pointer (RFC 6901) such as <c>/multi_prompt/0/duration</c>; empty for the input itself.
    /// </summary>
    public required string JsonPointer { get; init; }

    /// <summary>
    /// The schema keyword that the value violates, such as <c>maximum</c>. For a file that is sent with the input, it is
    /// <c>readable</c>, <c>minBytes</c>, <c>maxBytes</c>, <c>mediaType</c>, <c>unchanged</c> or <c>once</c>. For text that is not JSON,
    /// it is <c>json</c>. For an input that would take more than 200 million steps to check, it is <c>work</c>.
    /// </summary>
    public required string Rule { get; init; }

    /// <summary>A sentence that says what is wrong: the location, the value, and what is allowed.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// The value as JSON text, truncated to 300 characters; null if there is no value, for example if a member is missing.
    /// </summary>
    public string? Value { get; init; }

    /// <summary>What the schema or an option allows, such as <c>3 to 15</c>; null if <see cref="Rule"/> needs no details.</summary>
    public string? Allowed { get; init; }
}
