namespace SchemaSdk;

/// <summary>The client cannot call the service because it has no usable token. Nothing was sent.</summary>
public sealed class ModelConfigurationException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelConfigurationException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelConfigurationException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelConfigurationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
