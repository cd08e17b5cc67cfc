using System.Text.Json;

namespace SchemaSdk;

/// <summary>The job ran and failed.</summary>
public sealed class ModelFailedException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelFailedException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelFailedException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelFailedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The error as the service wrote it: any JSON; <see cref="JsonValueKind.Undefined"/> where it gave none.</summary>
    public JsonElement Error { get; init; }
}
