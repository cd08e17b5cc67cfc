namespace SchemaSdk;

/// <summary>
/// The input does not fit the schema of its model, or has a file that cannot be sent. It was refused here: nothing runs, nothing is billed.
/// </summary>
/// <remarks>
/// Of an input with files a part may have been sent, but not the end of its JSON: a file that cannot be read to its end, or is larger
/// than it said, ends the request there.
/// </remarks>
public sealed class ModelInputException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelInputException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelInputException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelInputException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Every place of the input that does not fit, or whose file cannot be sent.</summary>
    public IReadOnlyList<ValidationError> Errors { get; init; } = [];

    internal override bool IsOfInput => true;
}
