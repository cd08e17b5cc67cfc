using System.Text.Json;

namespace SchemaSdk;

/// <summary>The job ran and failed.</summary>
public sealed class ModelFailedException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelFailedException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelFailedException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelFailedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The service's error, as any JSON value; <see cref="JsonValueKind.Undefined"/> if there is none.</summary>
    public JsonElement Error { get; init; }
}
