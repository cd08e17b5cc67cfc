namespace SchemaSdk;

/// <summary>The client cannot call the service as it is set up: there is no usable token. Nothing was sent.</summary>
public sealed class ModelConfigurationException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelConfigurationException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelConfigurationException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelConfigurationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
