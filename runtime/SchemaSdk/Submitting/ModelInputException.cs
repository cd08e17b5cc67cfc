namespace SchemaSdk;

/// <summary>The input does not match its model's schema, or has a file that cannot be sent. The client started no job.</summary>
/// <remarks>
/// If the input has files, a part of the input may have been sent, but not the end of its JSON: sending stops at a file that cannot be read
/// to its end, or whose size changes while it is read.
/// </remarks>
public sealed class ModelInputException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelInputException() : this(null, null) { }

    /// <inheritdoc />
    public ModelInputException(string? message) : this(message, null) { }

    /// <summary>One error for each mismatch with the schema (up to 1,000), or for each file that cannot be sent.</summary>
    public IReadOnlyList<ValidationError> Errors { get; init; } = [];

    internal override bool IsOfInput => true;
}
