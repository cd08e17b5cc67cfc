namespace SchemaSdk.Services;

/// <content>What proves that a request id belongs to a job of a model.</content>
public abstract partial class ServiceProfile
{
    /// <summary>
    /// Says whether a request id belongs to a job of a model. With true, an unknown job is settled with the id; with false, the id is
    /// refused. So return null if the body proves neither. Default: compares <see cref="ServiceBody.ModelId"/>; null if the body has none.
    /// </summary>
    /// <param name="modelId">The id of the model, as in the submit. The body was read from an address that was built with this id.</param>
    /// <param name="body">The status of the request, or its result if the status proves neither.</param>
    public virtual bool? IsJobOf(string modelId, ServiceBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.ModelId is { } named ? named == modelId : null;
    }
}
