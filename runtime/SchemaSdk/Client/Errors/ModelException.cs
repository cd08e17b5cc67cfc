using System.Collections.ObjectModel;

namespace SchemaSdk;

/// <summary>
/// Something went wrong with a model or a job. The derived types say what; this type itself is thrown where a job succeeded
/// but its output could not be read, and where a progress callback threw.
/// </summary>
public class ModelException : Exception
{
    private string? _key;

    /// <summary>Makes one without a message of its own.</summary>
    public ModelException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The id of the model, if the error concerns one.</summary>
    public string? ModelId { get; init; }

    /// <summary>The job, wherever the service accepted one: <c>Attach</c> takes it up again.</summary>
    public string? RequestId { get; init; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key
    {
        get => _key;
        init => _key = value;
    }

    /// <summary>True if the input of a job is the reason, so that the same one is refused again.</summary>
    internal virtual bool IsOfInput => false;

    /// <summary>Names the job that the error is about, where that is known only to whoever hands it on.</summary>
    internal void Name(string key) => _key ??= key;

    /// <summary>The headers of the answer behind this, without cookies; empty if no answer came.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
