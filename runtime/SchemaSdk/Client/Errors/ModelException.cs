using System.Collections.ObjectModel;

namespace SchemaSdk;

/// <summary>
/// A model or a job failed. The derived types say how. This type itself is thrown if a job succeeded but its output could not be read,
/// and if a progress callback threw.
/// </summary>
public class ModelException : Exception
{
    private string? _key;

    /// <summary>Creates an exception with the default message.</summary>
    public ModelException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The id of the model, if the error concerns one.</summary>
    public string? ModelId { get; init; }

    /// <summary>The request id, if the service accepted the job. <c>Attach</c> continues with the job.</summary>
    public string? RequestId { get; init; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key
    {
        get => _key;
        init => _key = value;
    }

    /// <summary>True if the input of a job is the cause, so the same input is refused again.</summary>
    internal virtual bool IsOfInput => false;

    /// <summary>Sets the key of the job that the error is about, for a caller that knows it.</summary>
    internal void Name(string key) => _key ??= key;

    /// <summary>The headers of the answer that caused the error, without cookies; empty if no answer came.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
