namespace SchemaSdk.Services;

/// <content>The parts of a submit that depend on more than the model.</content>
public abstract partial class ServiceProfile
{
    /// <summary>
    /// The address of one submit. Default: the address of the model. Override it for a service that reads an option from the query, such as
    /// the address of callbacks.
    /// </summary>
    /// <param name="service">The base address, without a trailing slash in its path.</param>
    /// <param name="submit">The details of the submit. They may change only the query, because the request carries the token.</param>
    /// <exception cref="ArgumentException">The id of the model is not valid.</exception>
    public virtual Uri SubmitAddress(Uri service, SubmitDetails submit)
    {
        ArgumentNullException.ThrowIfNull(submit);
        return SubmitAddress(service, submit.ModelId);
    }

    /// <summary>
    /// The text around the input of one submit. Default: the text for the model. Override it for a service that reads an option next to the
    /// input.
    /// </summary>
    /// <param name="submit">The details of the submit. Write each of their texts as a JSON string.</param>
    public virtual SubmitEnvelope? EnvelopeOf(SubmitDetails submit)
    {
        ArgumentNullException.ThrowIfNull(submit);
        return EnvelopeOf(submit.ModelId);
    }
}
