namespace SchemaSdk.Services;

/// <summary>Describes how a service stores files before a submit, so that an input has only the files' addresses.</summary>
/// <remarks>
/// The first request for a file carries the token, and must go to the host of the base address or to one of
/// <see cref="ServiceDefaults.JobHosts"/>. All other requests have no token, and must go to the host of the base address or to one of
/// <see cref="ServiceDefaults.UploadHosts"/>. The client sends the requests, and may repeat them. A storage must be immutable and
/// thread-safe. If it throws, nothing is submitted. Each <c>body</c> parameter is an answer's complete body. It may have any form.
/// </remarks>
public abstract class FileStorage
{
    // Enough for a byte order mark, the XML declaration, and the start of the root element.
    private const int StartLength = 512;

    private static readonly string[] ErrorRoots = ["<error", "<html", "<!doctype html"];

    /// <summary>Returns a file's first request: to get an address, or to send the file in a <see cref="StorageRequest.Form"/>.</summary>
    /// <param name="service">The base address. Its path has no trailing slash.</param>
    /// <param name="file">The file.</param>
    public abstract StorageRequest StartRequest(Uri service, FileToStore file);

    /// <summary>Reads the answer to <see cref="StartRequest"/>. Null if it says neither where the file is nor where to send it.</summary>
    public abstract StoragePlan? ReadPlan(FileToStore file, ReadOnlyMemory<byte> body);

    /// <summary>Returns the request for one part. Default: PUT to <see cref="StoragePlan.UploadAddress"/> with the media type.</summary>
    /// <param name="plan">The plan. It has an address.</param>
    /// <param name="file">The file.</param>
    /// <param name="number">The number of the part, counted from 1.</param>
    public virtual StorageRequest PartRequest(StoragePlan plan, FileToStore file, int number) =>
        new(HttpMethod.Put, plan.UploadAddress!) { ContentType = file.MediaType };

    /// <summary>
    /// Reads the id of a stored part, for <see cref="EndRequest"/>. Null if the answer does not say that the part is stored; the part
    /// is then sent again. Default: an empty string, or null for an HTML page or an XML error.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="number">The number of the part, counted from 1.</param>
    /// <param name="headers">The answer's headers. The answer had a success status.</param>
    /// <param name="body">The body of the answer.</param>
    public virtual string? ReadPart(
        StoragePlan plan, int number, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
        IsError(body.Span) ? null : "";

    /// <summary>Returns the request to send after the last part; null if the storage needs no such request. Default: null.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="parts">What <see cref="ReadPart"/> returned for each part, in order.</param>
    public virtual StorageRequest? EndRequest(StoragePlan plan, IReadOnlyList<string> parts) => null;

    /// <summary>
    /// Returns true if the answer to <see cref="EndRequest"/> says that the file is stored. If it returns false, the request is sent again.
    /// Called only for a success status. Some services send errors with such a status. Default: true, except for an HTML page or XML error.
    /// </summary>
    public virtual bool IsEnd(StoragePlan plan, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
        !IsError(body.Span);

    private static bool IsError(ReadOnlySpan<byte> body)
    {
        var start = Encoding.UTF8.GetString(body[..Math.Min(body.Length, StartLength)]).TrimStart('\uFEFF').TrimStart();
        return start.StartsWith('<') && Array.Exists(ErrorRoots, root => start.Contains(root, StringComparison.OrdinalIgnoreCase));
    }
}
