namespace SchemaSdk.Services;

/// <content>The requests of a job, and what their answers prove.</content>
public abstract partial class ServiceProfile
{
    /// <summary>True if one document has both the status of a job and its result. Default: false.</summary>
    public virtual bool StatusHasResult => false;

    /// <summary>The method of a cancel. Default: POST.</summary>
    public virtual HttpMethod CancelMethod => HttpMethod.Post;

    /// <summary>How long after its submit a job may be missing from <see cref="ListAddress"/>. Default: one hour.</summary>
    public virtual TimeSpan ListDelay => TimeSpan.FromHours(1);

    /// <summary>Adds what the service needs to know about a submit besides the input, such as a deadline. Default: nothing.</summary>
    /// <param name="request">The request. Add headers only: the address, the method and the body must not change.</param>
    /// <param name="submit">The details of the submit.</param>
    public virtual void PrepareSubmit(HttpRequestMessage request, SubmitDetails submit)
    {
    }

    /// <summary>The address to which the inputs of a model are posted.</summary>
    /// <param name="service">The base address, without a trailing slash in its path.</param>
    /// <param name="modelId">The id of the model. Escape its segments.</param>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    public abstract Uri SubmitAddress(Uri service, string modelId);

    /// <summary>The address of one submit, for a service that reads an option from the query. Default: the address of the model.</summary>
    /// <param name="service">The base address, without a trailing slash in its path.</param>
    /// <param name="submit">The details of the submit. They may change only the query, because the request carries the token.</param>
    /// <exception cref="ArgumentException">The id of the model is not valid.</exception>
    public virtual Uri SubmitAddress(Uri service, SubmitDetails submit) => SubmitAddress(service, submit.ModelId);

    /// <summary>The text around an input of a model. Default: null, so that the input is the whole body.</summary>
    public virtual SubmitEnvelope? EnvelopeOf(string modelId) => null;

    /// <summary>The text around the input of one submit, for a service that reads an option there. Default: that for the model.</summary>
    /// <param name="submit">The details of the submit. Write each of their texts as a JSON string.</param>
    public virtual SubmitEnvelope? EnvelopeOf(SubmitDetails submit) => EnvelopeOf(submit.ModelId);

    /// <summary>Finds the id of a paid job in the received start of an interrupted answer to a submit; null if it is not there.</summary>
    public abstract string? FindRequestId(ReadOnlySpan<byte> start);

    /// <summary>The address from which the status of a job is read.</summary>
    /// <param name="service">The base address, without a trailing slash in its path.</param>
    /// <param name="job">The job.</param>
    public abstract Uri StatusAddress(Uri service, JobKey job);

    /// <summary>The address from which the result of a job is read. Default: the address of the status.</summary>
    /// <inheritdoc cref="StatusAddress" path="/param" />
    public virtual Uri ResultAddress(Uri service, JobKey job) => StatusAddress(service, job);

    /// <summary>The address that cancels a job. Default: null, for a service that cannot cancel jobs.</summary>
    /// <inheritdoc cref="StatusAddress" path="/param" />
    public virtual Uri? CancelAddress(Uri service, JobKey job) => null;

    /// <summary>The address of a job's status with the logs, for a call that wants each change. Default: that of the status.</summary>
    /// <inheritdoc cref="StatusAddress" path="/param" />
    public virtual Uri LogsAddress(Uri service, JobKey job) => StatusAddress(service, job);

    /// <summary>
    /// The address of server-sent events about a job, which the client reads between its polls while a call wants each change. It must
    /// have the host of the base address, or one of <see cref="ServiceDefaults.JobHosts"/> or <see cref="ServiceDefaults.StreamHosts"/>.
    /// Default: null, for a service without them.
    /// </summary>
    /// <inheritdoc cref="StatusAddress" path="/param" />
    public virtual Uri? StreamAddress(Uri service, JobKey job) => null;

    /// <summary>
    /// Reads an event of <see cref="StreamAddress"/>: the status of the job, with the logs and the output since the previous event. Without
    /// a state, the stream has ended, and the client reads the status. Null if the event cannot be read. Default: reads the data as a
    /// status.
    /// </summary>
    /// <param name="type">The type of the event; <c>message</c> if it has none.</param>
    /// <param name="data">The data of the event, which may be of any form.</param>
    public virtual ServiceBody? ReadEvent(string type, ReadOnlyMemory<byte> data) => ReadBody(ServiceCall.Status, 200, data);

    /// <summary>Finds the request id in a callback, which anyone can send; null for none. Default: reads the body as a status.</summary>
    public virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) =>
        ReadBody(ServiceCall.Status, 200, body)?.RequestId is { } id && IsRequestId(id) ? id : null;

    /// <summary>
    /// The address of a page of the list of submitted jobs, in which the client looks for the job of a lost answer. It must have the host
    /// of the base address or one of <see cref="ServiceDefaults.JobHosts"/>. Null if the cursor is not valid. Default: null, for a service
    /// that has no such list.
    /// </summary>
    /// <param name="service">The base address, without a trailing slash in its path.</param>
    /// <param name="search">The jobs to find.</param>
    /// <param name="cursor">The <see cref="ListedJobs.Next"/> of the page before; null for the first page.</param>
    public virtual Uri? ListAddress(Uri service, JobSearch search, string? cursor) => null;

    /// <summary>Reads a page of <see cref="ListAddress"/>. Null if any part is not as expected. Default: null.</summary>
    /// <param name="search">The jobs to find. Leave out jobs of other models.</param>
    /// <param name="body">The complete body, which may be of any form.</param>
    public virtual ListedJobs? ReadList(JobSearch search, ReadOnlyMemory<byte> body) => null;

    /// <summary>
    /// Says whether a request id belongs to a job of a model. With true, an unknown job is settled with the id; with false, the id is
    /// refused. So return null if the body proves neither. Default: compares <see cref="ServiceBody.ModelId"/>; null if the body has none.
    /// </summary>
    /// <param name="modelId">The id of the model, as in the submit. The body was read from an address that was built with this id.</param>
    /// <param name="body">The status of the request, or its result if the status proves neither.</param>
    public virtual bool? IsJobOf(string modelId, ServiceBody body) => body.ModelId is { } named ? named == modelId : null;
}
