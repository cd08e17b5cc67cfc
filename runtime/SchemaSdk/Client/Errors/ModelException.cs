using System.Collections.ObjectModel;

namespace SchemaSdk;

/// <summary>
/// The base type of the errors that concern a model or a job. This type itself is thrown if a job succeeded but its output could not be
/// read, or if a progress callback threw.
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

    /// <summary>The id of the model; null if the error does not concern a particular model.</summary>
    public string? ModelId { get; init; }

    /// <summary>The request id, for <c>Attach</c>; null if the service accepted no job.</summary>
    public string? RequestId { get; init; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key
    {
        get => _key;
        init => _key = value;
    }

    /// <summary>True if the input caused the error, so the same input would be refused again.</summary>
    internal virtual bool IsOfInput => false;

    /// <summary>
    /// True if a handler of SchemaSdk threw the error instead of sending a request. That request was certainly not sent, and sending it
    /// again would not help.
    /// </summary>
    internal bool IsVeto { get; init; }

    /// <summary>Sets the key of the job, unless it is already set.</summary>
    internal void Name(string key) => _key ??= key;

    /// <summary>The headers of the answer that caused the error, without cookies; empty if no answer came.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
