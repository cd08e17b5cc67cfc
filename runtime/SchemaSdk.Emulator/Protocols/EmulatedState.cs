using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation;

/// <summary>The models, jobs and uploaded files of an emulator.</summary>
public abstract class EmulatedState
{
    internal EmulatedState()
    {
    }

    /// <summary>The address of the service, which ends with a slash.</summary>
    public abstract Uri Address { get; }

    /// <summary>The time on the service's clock.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>The models, in the order of their ids.</summary>
    public abstract IReadOnlyList<CatalogModel> Models { get; }

    /// <summary>The jobs, newest first.</summary>
    public abstract IReadOnlyList<EmulatedJob> Jobs { get; }

    /// <summary>The uploaded files, in no particular order.</summary>
    public abstract IReadOnlyList<StoredFile> Files { get; }

    /// <summary>Returns the job with this request id; null if it does not exist.</summary>
    /// <param name="id">The request id.</param>
    public abstract EmulatedJob? FindJob(string id);

    /// <summary>Returns the uploaded file with this id; null if it does not exist.</summary>
    /// <param name="id">The id of the file.</param>
    public abstract StoredFile? FindFile(string id);

    /// <summary>Keeps an uploaded file in memory. A file with the same id is replaced.</summary>
    /// <param name="file">The file.</param>
    /// <returns>
    /// False if the file was not kept, because it would exceed one of the limits: 10,000 files, or 1 GiB for all files together.
    /// </returns>
    public abstract bool Keep(StoredFile file);

    /// <summary>Removes an uploaded file, if it exists.</summary>
    /// <param name="id">The id of the file.</param>
    public abstract void Remove(string id);

    /// <summary>Makes the output of a job that succeeded. The output contains the addresses of files that can be downloaded.</summary>
    /// <param name="job">The job.</param>
    public abstract JsonNode? OutputOf(EmulatedJob job);

    /// <summary>Answers with a file, or only with the range of bytes that the request asks for.</summary>
    /// <param name="file">The file.</param>
    /// <param name="request">The request.</param>
    public abstract ServiceAnswer Send(StoredFile file, ServiceRequest request);
}
