namespace SchemaSdk.Services;

/// <content>The reads for calls that want each change of a job.</content>
public abstract partial class ServiceProfile
{
    /// <summary>
    /// The address from which the status of a job is read with its logs, while a call wants each change. Default: the address of the
    /// status.
    /// </summary>
    /// <param name="service">The base address, without a trailing slash in its path.</param>
    /// <param name="job">The job.</param>
    public virtual Uri LogsAddress(Uri service, JobKey job) => StatusAddress(service, job);

    /// <summary>
    /// The address of server-sent events about a job, which the client reads between its polls while a call wants each change. It must
    /// have the host of the base address, or one of <see cref="ServiceDefaults.JobHosts"/> or <see cref="ServiceDefaults.StreamHosts"/>.
    /// Default: null, for a service without them.
    /// </summary>
    /// <param name="service">The base address, without a trailing slash in its path.</param>
    /// <param name="job">The job.</param>
    public virtual Uri? StreamAddress(Uri service, JobKey job) => null;

    /// <summary>
    /// Reads an event of <see cref="StreamAddress"/>: the status of the job, with the logs and the output since the previous event. Without
    /// a state, the stream has ended, and the client reads the status. Null if the event cannot be read. Default: reads the data as a
    /// status.
    /// </summary>
    /// <param name="type">The type of the event; <c>message</c> if it has none.</param>
    /// <param name="data">The data of the event, which may be of any form.</param>
    public virtual ServiceBody? ReadEvent(string type, ReadOnlyMemory<byte> data) => ReadBody(ServiceCall.Status, 200, data);
}
